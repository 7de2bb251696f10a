// The citation dialog at work: language, copying, downloads, the filter, printing.
(() => {
  "use strict";
  const START = "data-citex-ready";

  const chosenLanguage = (data) => {
    const wanted = data.lang ? [data.lang] : navigator.languages || [navigator.language || "en"];
    const known = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
    return known.find((tag) => tag in data.strings) || "en";
  };

  const fill = (text, element) =>
    text.replace(/\{(\w+)\}/g, (_, name) => element.getAttribute("data-citex-" + name) || "");

  const speak = (root, strings) => {
    for (const element of root.querySelectorAll("[data-citex-say]"))
      element.textContent = fill(strings[element.getAttribute("data-citex-say")], element);
    for (const element of root.querySelectorAll("[data-citex-hint]")) {
      const hint = strings[element.getAttribute("data-citex-hint")];
      element.setAttribute("aria-label", hint);
      if ("placeholder" in element) element.placeholder = hint;
    }
  };

  // Both flavours go onto the clipboard in one copy event: the bytes arrive as they were given
  // (browsers rewrite the HTML of a ClipboardItem), and it works for a file opened from disk.
  const copyByEvent = (shown, flavours) => {
    let taken = false;
    const give = (event) => {
      for (const [type, value] of Object.entries(flavours)) event.clipboardData.setData(type, value);
      event.preventDefault();
      event.stopImmediatePropagation();
      taken = true;
    };
    const selection = getSelection();
    const before = Array.from({ length: selection.rangeCount }, (_, n) => selection.getRangeAt(n));
    selection.selectAllChildren(shown);
    document.addEventListener("copy", give, true);
    try {
      return document.execCommand("copy") && taken;
    } catch (error) {
      return false;
    } finally {
      document.removeEventListener("copy", give, true);
      selection.removeAllRanges();
      before.forEach((range) => selection.addRange(range));
    }
  };

  const copyByItem = async (flavours) => {
    if (!navigator.clipboard || typeof ClipboardItem === "undefined") return false;
    const blobs = Object.entries(flavours).map(([type, value]) => [type, new Blob([value], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch (error) {
      return false;
    }
  };

  const copier = (root, data, strings) => {
    const said = root.querySelector(".citex-said");
    let quiet = 0;
    let back = () => {};
    return async (button) => {
      const citation = data.citations[Number(button.getAttribute("data-citex-copy"))];
      const row = button.closest(".citex-citation");
      const shown = row.querySelector(".citex-text");
      const label = button.querySelector("[data-citex-say=copy]");
      const flavours = { "text/plain": citation.text, "text/html": citation.html };
      const done = copyByEvent(shown, flavours) || (await copyByItem(flavours));
      clearTimeout(quiet);
      back();
      if (!done) getSelection().selectAllChildren(shown);
      const name = row.querySelector(".citex-name").textContent;
      said.textContent = (done ? strings.copied_as : strings.copy_yourself).replace("{name}", name);
      button.classList.toggle("citex-done", done);
      if (done) label.textContent = strings.copied;
      back = () => {
        button.classList.remove("citex-done");
        label.textContent = strings.copy;
        said.textContent = "";
      };
      quiet = setTimeout(back, done ? 2500 : 6000);
    };
  };

  // A link gets its file when it is about to be used, so that a long list costs no memory.
  const giveFile = (link, data) => {
    if (link.href.startsWith("blob:")) return;
    const file = data.files[Number(link.getAttribute("data-citex-file"))];
    link.href = URL.createObjectURL(new Blob([file.content], { type: file.type }));
  };

  const filterer = (root, strings) => {
    const papers = Array.from(root.querySelectorAll(".citex-paper"), (paper) => [
      paper,
      paper.textContent.toLowerCase(),
    ]);
    const none = root.querySelector(".citex-none");
    return (query) => {
      const words = query.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const [paper, text] of papers) {
        paper.hidden = !words.every((word) => text.includes(word));
        left += paper.hidden ? 0 : 1;
      }
      none.textContent = left ? "" : strings.none;
    };
  };

  const begin = (root) => {
    root.setAttribute(START, "");
    const data = JSON.parse(root.querySelector("script.citex-data").textContent);
    const lang = chosenLanguage(data);
    const strings = data.strings[lang];
    root.lang = data.tags[lang];
    if (root.hasAttribute("data-citex-page")) document.documentElement.lang = data.tags[lang];
    speak(root, strings);
    const copy = copier(root, data, strings);
    root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-citex-copy]");
      if (button) copy(button);
    });
    for (const kind of ["pointerover", "focusin", "click"])
      root.addEventListener(
        kind,
        (event) => {
          const link = event.target.closest("[data-citex-file]");
          if (link) giveFile(link, data);
        },
        true
      );
    const filter = root.querySelector(".citex-filter");
    if (filter) {
      const apply = filterer(root, strings);
      filter.addEventListener("input", () => apply(filter.value));
      if (filter.value) apply(filter.value);
    }
  };

  // Browsers without ::details-content print closed details closed.
  const unfold = () => {
    const closed = document.querySelectorAll(".citex-cite:not([open]), .citex-more:not([open])");
    for (const details of closed) {
      details.open = true;
      addEventListener("afterprint", () => (details.open = false), { once: true });
    }
  };

  const beginAll = () => document.querySelectorAll(`.citex:not([${START}])`).forEach(begin);
  if (!window.citexBegin) addEventListener("beforeprint", unfold);
  window.citexBegin = beginAll; // for a page that adds a dialog later
  beginAll();
})();
