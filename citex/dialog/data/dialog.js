// The citation dialog at work: language, copying, downloads; of lists the filter, order, selection.
(() => {
  "use strict";
  const START = "data-citex-ready";
  const BATCH = 50; // so many papers of a long list are shown at first, and with each "more"
  const AHEAD = 5000; // up to so many papers are unpacked before they are asked for
  const LAG = 2500;

  // -- words ------------------------------------------------------------------------------------

  const chosenLanguage = (data) => {
    const wanted = data.lang ? [data.lang] : navigator.languages || [navigator.language || "en"];
    const known = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
    return known.find((tag) => tag in data.strings) || "en";
  };

  const fill = (text, value) => text.replace(/\{(\w+)\}/g, (_, name) => value(name) ?? "");
  const told = (text, values) => fill(text, (name) => values[name]);

  const speak = (root, strings) => {
    for (const element of root.querySelectorAll("[data-citex-say]"))
      element.textContent = fill(strings[element.getAttribute("data-citex-say")], (name) =>
        element.getAttribute("data-citex-" + name)
      );
    for (const element of root.querySelectorAll("[data-citex-hint]")) {
      const hint = strings[element.getAttribute("data-citex-hint")];
      element.setAttribute("aria-label", hint);
      if ("placeholder" in element) element.placeholder = hint;
    }
  };

  const say = (element, strings, key, n) => {
    element.setAttribute("data-citex-say", key);
    element.setAttribute("data-citex-n", n);
    element.textContent = told(strings[key], { n });
  };

  // -- papers -----------------------------------------------------------------------------------

  const unpack = async (element) => {
    const packed = atob(element.textContent);
    const bytes = new Uint8Array(packed.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = packed.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  };

  // What the papers hand out: [name of files, citations, records, what unfolds], as it is packed.
  const recordsOf = (root, data, whenThere) => {
    const packed = root.querySelectorAll("[data-citex-packed=records]");
    const size = data.packed || Math.max(data.count, 1);
    const there = new Map(data.packed ? [] : [[0, [data.records, []]]]);
    const coming = new Map();
    const load = (part) => {
      if (!coming.has(part))
        coming.set(
          part,
          unpack(packed[part]).then((columns) => {
            there.set(part, columns);
            whenThere(part * size, columns[0].length);
          })
        );
      return coming.get(part);
    };
    const missing = (indexes) => {
      const parts = new Set();
      for (const index of indexes) parts.add(Math.floor(index / size));
      return [...parts].filter((part) => !there.has(part));
    };
    // a paper's record, and what stands in its texts for a stretch that several of them have
    const get = (index) => {
      const [found, stretches] = there.get(Math.floor(index / size)).map((column) => column[index % size]);
      const whole = (text) =>
        stretches && stretches.length
          ? text.replace(/[\ue000-\ue03f]/g, (sign) => stretches[sign.charCodeAt(0) - 0xe000] ?? sign)
          : text;
      return [found, whole];
    };
    return {
      citation: (index, number) => {
        const [record, whole] = get(index);
        const [text, html, change] = record[1][number];
        return [whole(text), whole(html), change || {}];
      },
      file: (index, number) => {
        const [record, whole] = get(index);
        const found = record[2][number];
        return Array.isArray(found) ? [whole(found[0]), ...found.slice(1)] : whole(found);
      },
      below: (index) => {
        const [[name, , , told], whole] = get(index);
        return whole(told) + fill(data.exports, (key) => ({ name, index })[key]);
      },
      ready: (indexes) => !missing(indexes).length,
      // at once where all is there, for a browser copies and prints only then
      when: (indexes, then) => {
        const parts = missing(indexes);
        return parts.length ? Promise.all(parts.map(load)).then(then) : then();
      },
      ahead: async () => {
        for (let part = 0; part < packed.length; part++) await load(part);
      },
    };
  };

  // -- what is put together ---------------------------------------------------------------------

  const put = (text, at, more, cut = 0) => text.slice(0, at) + more + text.slice(at + cut);

  const counted = (classes) => {
    const counts = new Map();
    for (const one of classes) counts.set(one, (counts.get(one) || 0) + 1);
    const given = new Map();
    return {
      several: (one) => counts.get(one) > 1,
      next: (one) => {
        const number = given.get(one) || 0;
        given.set(one, number + 1);
        return number;
      },
    };
  };

  // The list of these papers in a style, as citex.format writes it: in the style's order, numbered,
  // with letters where several works of a class are there, and the sign for repeated authors.
  const listOf = (style, number, indexes, records, flavour) => {
    const which = flavour === "text" ? 0 : 1;
    const [before, after, end] = style.numberings[flavour];
    const entries = indexes
      .map((index, place) => {
        const [text, html, change] = records.citation(index, number);
        return { body: which ? html : text, change, place: change.r ?? place };
      })
      .filter((entry) => !entry.change.x)
      .sort((one, other) => one.place - other.place);
    const classes = counted(entries.flatMap(({ change: { l, i } }) => (l || i ? [(l || i)[0]] : [])));
    let last = {};
    const texts = entries.map(({ body, change }, place) => {
      const own = change.w && change.w[which];
      let text = own && own.length === 1 ? own[0] : body;
      if (change.s && last.n === change.n) text = change.s[which];
      if (change.i && classes.several(change.i[0])) text = change.i[1 + which];
      if (change.l && classes.several(change.l[0]))
        text = put(text, text.length - change.l[1 + which], style.letters[change.l[0]][classes.next(change.l[0])]);
      last = change;
      if (own) return own.length === 1 ? text : own[0] + (place + 1) + own[1];
      return before + (after === null ? "" : place + 1 + after) + text + end;
    });
    const [head, between, tail] = style.frames[flavour];
    return head + texts.join(between) + tail;
  };

  // The file of these papers, as citex.format writes it; null where records make no file.
  const fileOf = (file, number, indexes, records, all) => {
    const found = indexes.map((index) => records.file(index, number));
    if (!file.frame)
      return found.length === 1 ? found[0] : found.length === all && inOrder(indexes) ? file.whole : null;
    const { head, between, tail, number: count, rank } = file.frame;
    const classes = counted(found.filter(Array.isArray).map((record) => record[2]));
    const texts = found.map((record, place) => {
      let text = record;
      if (Array.isArray(record)) {
        const [whole, at, one, cut] = record;
        const earlier = classes.next(one);
        text = earlier ? put(whole, at, file.letters[one][earlier], cut) : whole;
      }
      if (rank === null) return text;
      const at = rank < 0 ? text.length + rank : rank;
      return text.slice(0, at) + (place + 1) + text.slice(at + 1);
    });
    const start = count === null ? head : head.slice(0, count) + found.length + head.slice(count + 1);
    return start + texts.join(between) + tail;
  };

  const inOrder = (indexes) => indexes.every((index, place) => index === place);

  // -- copying ----------------------------------------------------------------------------------

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

  const copier = (root, strings) => {
    const said = root.querySelector(".citex-said");
    let quiet = 0;
    let back = () => {};
    // `fallback` gives the element whose text is selected where the browser copies nothing
    return async (button, flavours, shown, message, fallback) => {
      const label = button.querySelector("[data-citex-say]");
      const done = copyByEvent(shown, flavours) || (await copyByItem(flavours));
      clearTimeout(quiet);
      back();
      if (!done) getSelection().selectAllChildren(fallback ? fallback() : shown);
      said.textContent = done ? message : strings.copy_yourself;
      button.classList.toggle("citex-done", done);
      const usual = label.textContent;
      if (done) label.textContent = strings.copied;
      back = () => {
        button.classList.remove("citex-done");
        if (label.textContent === strings.copied) label.textContent = usual;
        said.textContent = "";
        back = () => {};
      };
      quiet = setTimeout(() => back(), done ? LAG : 6000);
    };
  };

  // -- the filter -------------------------------------------------------------------------------

  const folded = (text) =>
    (/[^\0-\x7f]/.test(text) ? text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : text).toLowerCase();
  const LETTER = /[\p{L}\p{N}]/u;
  const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/; // scripts without spaces between words

  const parts = (one, other) =>
    !one || !other || !LETTER.test(one) || !LETTER.test(other) || UNSPACED.test(one) || UNSPACED.test(other);

  // 0: not all words are there; 1: all are, 2: all are as whole words.
  const likeness = (text, words) => {
    let found = 2;
    for (const word of words) {
      let at = text.indexOf(word);
      if (at < 0) return 0;
      while (found === 2 && at >= 0) {
        const end = at + word.length;
        if (parts(text[at - 1], word[0]) && parts(word[word.length - 1], text[end])) break;
        at = text.indexOf(word, at + 1);
      }
      if (at < 0) found = 1;
    }
    return found;
  };

  const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  const textOf = (html) =>
    html
      .replace(/<summary[^]*?<\/summary>/g, " ")
      .replace(/<\/?(?:h\d|p|div|li|ul|details|article)\b[^>]*>/g, "\n")
      .replace(/<[^>]*>/g, "")
      .replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => ENTITIES[name]);

  const TOLD =
    ".citex-title, .citex-translated, .citex-people, .citex-source, .citex-metrics, .citex-status, .citex-abstract p";

  // -- a list -----------------------------------------------------------------------------------

  const list = (root, data, strings, rows, records) => {
    const find = (name) => root.querySelector(".citex-" + name);
    const box = find("papers");
    const [filter, sort, all, only, picker, button, none, more] =
      ["filter", "sort", "all", "only", "style", "copy-list", "none", "show-more"].map(find);
    const long = Boolean(data.packed);
    const elements = new Array(data.count);
    const words = new Array(data.count);
    const picked = new Set();
    let order = rows.map((_, index) => index); // all papers, in the order chosen
    let found = order; // of them those that the filter leaves
    let shown = order; // the same, whole words first
    let batch = BATCH;

    const dressed = (element, index) => {
      element.setAttribute("data-citex-paper", index);
      const choice = document.createElement("input");
      choice.type = "checkbox";
      choice.className = "citex-pick";
      choice.checked = picked.has(index);
      const title = element.querySelector(".citex-title").textContent;
      choice.setAttribute("aria-label", told(strings.select, { name: title }));
      element.prepend(choice);
      element.classList.add("citex-choosable");
      return element;
    };
    const template = document.createElement("template");
    const elementOf = (index) => {
      if (!elements[index]) {
        template.innerHTML = rows[index][0];
        const element = template.content.querySelector("article");
        speak(element, strings);
        elements[index] = dressed(element, index);
      }
      return elements[index];
    };
    if (!long)
      box.querySelectorAll(".citex-paper").forEach((element, index) => {
        elements[index] = dressed(element, index);
      });

    const wordsOf = (index) => {
      if (words[index] === undefined) {
        const texts = long
          ? [textOf(rows[index][0])]
          : Array.from(elements[index].querySelectorAll(TOLD), (element) => element.textContent);
        words[index] = folded(texts.join("\n"));
      }
      return words[index];
    };

    // the words of a long list are taken down before they are asked for, a little at a time
    const takeDown = (index) => {
      const until = performance.now() + 8;
      while (index < rows.length && performance.now() < until) wordsOf(index++);
      if (index < rows.length) setTimeout(takeDown, 0, index);
    };
    if (long) setTimeout(takeDown, 0, 0);

    const draw = () => {
      const now = long ? shown.slice(0, batch) : shown;
      box.replaceChildren(...now.map(elementOf));
      if (more) more.hidden = now.length === shown.length;
    };
    const grow = () => {
      const from = box.children.length;
      const next = shown.slice(from, from + BATCH);
      batch = from + next.length;
      box.append(...next.map(elementOf));
      more.hidden = batch >= shown.length;
      return box.children[from];
    };

    const choose = () => {
      const query = filter ? folded(filter.value).split(/\s+/).filter(Boolean) : [];
      const left = only && only.checked ? order.filter((index) => picked.has(index)) : order;
      found = left;
      shown = left;
      if (query.length) {
        const whole = [];
        const rest = [];
        found = left.filter((index) => {
          const like = likeness(wordsOf(index), query);
          if (like) (like === 2 ? whole : rest).push(index);
          return like;
        });
        shown = [...whole, ...rest];
      }
      batch = BATCH;
      draw();
      tell();
    };

    // Selected papers are what is copied and exported; without any, those that are shown.
    const targets = () => (picked.size ? order.filter((index) => picked.has(index)) : found);

    const label = root.querySelector(".citex-bar .citex-exports-name");
    const tell = () => {
      const n = picked.size || found.length;
      const kind = picked.size ? "selected" : found.length < rows.length ? "shown" : "all";
      if (label) say(label, strings, "export_" + kind, n);
      if (button) {
        say(button.querySelector("[data-citex-say]"), strings, "copy_" + kind, n);
        button.disabled = !n;
      }
      const visible = new Set(found);
      const m = [...picked].filter((index) => !visible.has(index)).length;
      const said = [];
      if (!found.length && rows.length) said.push(strings.none);
      else if (found.length < rows.length)
        said.push(told(strings.shown, { n: found.length, m: rows.length }));
      if (picked.size)
        said.push(told(m ? strings.selected_hidden : strings.selected, { n: picked.size, m }));
      none.textContent = said.join(" ");
      if (!all) return;
      const chosen = found.length > 0 && picked.size - m === found.length;
      all.checked = chosen;
      all.indeterminate = !chosen && picked.size > m;
      all.disabled = !found.length;
      only.closest("label").hidden = !picked.size && !only.checked;
    };
    const pick = (index, on) => {
      if (on) picked.add(index);
      else picked.delete(index);
      const choice = elements[index] && elements[index].querySelector(".citex-pick");
      if (choice) choice.checked = on;
    };

    const collator = new Intl.Collator(root.lang, { numeric: true, ignorePunctuation: true });
    // what has no title, author or year comes last
    const byText = (one, other) =>
      one && other ? collator.compare(one, other) : !one - !other;
    const byYear = (sign) => (one, other) =>
      one === null || other === null ? (one === null) - (other === null) : sign * (one - other);
    const SORTS = {
      title: [1, byText],
      author: [2, byText],
      newest: [3, byYear(-1)],
      oldest: [3, byYear(1)],
    };
    const arrange = () => {
      const [column, by] = SORTS[sort.value] || [];
      order = rows.map((_, index) => index);
      if (by) order.sort((one, other) => by(rows[one][column], rows[other][column]));
      choose();
    };

    if (filter) filter.addEventListener("input", choose);
    if (sort) sort.addEventListener("change", arrange);
    if (only) only.addEventListener("change", choose);
    if (all)
      all.addEventListener("change", () => {
        for (const index of found) pick(index, all.checked);
        if (only.checked) choose();
        else tell();
      });
    box.addEventListener("change", (event) => {
      if (!event.target.matches(".citex-pick")) return;
      pick(Number(event.target.closest("article").getAttribute("data-citex-paper")), event.target.checked);
      tell();
    });
    // Shift with a click takes all from the last click to this.
    let from = null;
    box.addEventListener("click", (event) => {
      if (!event.target.matches(".citex-pick")) return;
      const here = shown.indexOf(Number(event.target.closest("article").getAttribute("data-citex-paper")));
      if (event.shiftKey && from !== null)
        for (const index of shown.slice(Math.min(from, here), Math.max(from, here) + 1))
          pick(index, event.target.checked);
      from = here;
    });
    if (more) {
      more.addEventListener("click", () => grow().querySelector(".citex-pick").focus());
      new IntersectionObserver((seen) => {
        if (seen.some((entry) => entry.isIntersecting) && !more.hidden && document.activeElement !== more) grow();
      }).observe(more);
    }
    box.addEventListener(
      "toggle",
      (event) => {
        const unfolding = event.target;
        if (!unfolding.matches(".citex-cite") || !unfolding.open || unfolding.children.length > 1) return;
        const index = Number(unfolding.closest("article").getAttribute("data-citex-paper"));
        records.when([index], () => {
          if (unfolding.children.length > 1) return;
          template.innerHTML = records.below(index);
          unfolding.append(template.content);
          speak(unfolding, strings);
        });
      },
      true
    );

    const flavours = () => {
      const style = Number(picker.value);
      const of = (flavour) => listOf(data.styles[style], style, targets(), records, flavour);
      return { "text/plain": of("text"), "text/html": of("html") };
    };
    const written = () => {
      const area = document.createElement("div");
      area.className = "citex-text citex-written";
      area.textContent = flavours()["text/plain"];
      none.before(area);
      return area;
    };

    for (const element of root.querySelectorAll(".citex-bar [hidden]"))
      if (!element.contains(only) || element.contains(all)) element.hidden = false;
    if ((filter && filter.value) || (sort && sort.value !== "given")) arrange();
    else choose();

    return {
      targets,
      flavours,
      written,
      name: () => picker.selectedOptions[0].textContent,
      button,
      more: (start, count) => {
        for (let index = start; index < start + count; index++) {
          const abstract = /<details class=.citex-abstract.>[^]*?<\/details>/.exec(records.below(index));
          if (abstract) words[index] = wordsOf(index) + "\n" + folded(textOf(abstract[0]));
        }
      },
      again: () => {
        if (filter && filter.value) choose();
      },
    };
  };

  // -- a dialog ---------------------------------------------------------------------------------

  const begin = async (root) => {
    root.setAttribute(START, "");
    const data = JSON.parse(root.querySelector("script.citex-data").textContent);
    const lang = chosenLanguage(data);
    const strings = data.strings[lang];
    root.lang = data.tags[lang];
    if (root.hasAttribute("data-citex-page")) document.documentElement.lang = data.tags[lang];
    speak(root, strings);
    let papers = null;
    const records = recordsOf(root, data, (start, count) => papers && papers.more(start, count));
    const copy = copier(root, strings);
    const many = root.querySelector(".citex-none");
    if (data.packed) {
      if (typeof DecompressionStream === "undefined") {
        many.textContent = strings.too_old;
        root.querySelector(".citex-papers").innerHTML = root.querySelector("noscript").textContent;
        return;
      }
      const packed = root.querySelectorAll("[data-citex-packed=rows]");
      data.rows = (await Promise.all(Array.from(packed, unpack))).flatMap(([rows]) => rows);
    }
    const indexOf = (element) => {
      const paper = element.closest("[data-citex-paper]");
      return paper ? Number(paper.getAttribute("data-citex-paper")) : null;
    };
    if (many) papers = list(root, data, strings, data.rows, records);
    else root.querySelector(".citex-paper").setAttribute("data-citex-paper", 0);

    const copyOne = (button) => {
      const row = button.closest(".citex-citation");
      const [text, html] = records.citation(indexOf(button), Number(button.getAttribute("data-citex-copy")));
      const name = row.querySelector(".citex-name").textContent;
      const message = told(strings.copied_as, { name });
      copy(button, { "text/plain": text, "text/html": html }, row.querySelector(".citex-text"), message);
    };
    const copyList = (button) => {
      const n = papers.targets().length;
      root.querySelectorAll(".citex-written").forEach((element) => element.remove());
      if (!n) return;
      const message = told(n === 1 ? strings.copied_one : strings.copied_list, { n, name: papers.name() });
      copy(button, papers.flavours(), button, message, papers.written);
    };

    // A link gets its file when it is about to be used, so that a long list costs no memory.
    const ofLink = (link) => {
      const index = indexOf(link);
      return index === null ? papers.targets() : [index];
    };
    const give = (link) => {
      const number = Number(link.getAttribute("data-citex-file"));
      const indexes = ofLink(link);
      const given = indexes.join();
      if (link.citexGiven === given && link.href.startsWith("blob:")) return true;
      if (!indexes.length || !records.ready(indexes)) return false;
      if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
      const content = fileOf(data.files[number], number, indexes, records, data.count);
      link.citexGiven = content === null ? null : given;
      if (content === null) link.setAttribute("href", "#");
      else link.href = URL.createObjectURL(new Blob([content], { type: data.files[number].type }));
      return content !== null;
    };
    const waitFor = (indexes, then) => {
      const said = root.querySelector(".citex-said");
      if (!records.ready(indexes)) said.textContent = strings.unpacking;
      return records.when(indexes, () => {
        if (said.textContent === strings.unpacking) said.textContent = "";
        then();
      });
    };
    const follow = (link, event) => {
      if (give(link)) return;
      event.preventDefault();
      const indexes = ofLink(link);
      const said = root.querySelector(".citex-said");
      if (!indexes.length) said.textContent = strings.none;
      else if (!records.ready(indexes)) return waitFor(indexes, () => link.click());
      else said.textContent = told(strings.whole_only, { name: link.textContent });
      setTimeout(() => (said.textContent = ""), LAG);
    };

    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const link = event.target.closest("[data-citex-file]");
      if (link) follow(link, event);
      else if (button && button.hasAttribute("data-citex-copy")) copyOne(button);
      else if (papers && button && button === papers.button)
        waitFor(papers.targets(), () => copyList(button));
    });
    for (const kind of ["pointerover", "focusin"])
      root.addEventListener(
        kind,
        (event) => {
          const link = event.target.closest("[data-citex-file]");
          if (link) records.when(ofLink(link), () => give(link));
          else if (papers && event.target.closest("button") === papers.button)
            records.when(papers.targets(), () => {});
        },
        true
      );
    if (data.packed && data.count <= AHEAD)
      setTimeout(() => records.ahead().then(papers.again), 50);
    if (data.packed) root.citexPrint = printer(root, data, papers, records);
  };

  // -- printing ---------------------------------------------------------------------------------

  // A long list is printed in the style that is chosen, as it would be copied.
  const printer = (root, data, papers, records) => () => {
    const indexes = papers.targets();
    if (!indexes.length || !data.styles.length || !records.ready(indexes)) return;
    const listed = document.createElement("div");
    listed.className = "citex-printed";
    for (const entry of papers.flavours()["text/plain"].split("\n")) {
      const line = document.createElement("p");
      line.textContent = entry;
      listed.append(line);
    }
    root.querySelector(".citex-papers").before(listed);
    addEventListener("afterprint", () => listed.remove(), { once: true });
  };

  // Browsers without ::details-content print closed details closed.
  const unfold = () => {
    for (const root of document.querySelectorAll(".citex")) if (root.citexPrint) root.citexPrint();
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
