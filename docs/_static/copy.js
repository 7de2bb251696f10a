// Copy buttons: on code the code alone, without prompts and what it prints; in the gallery the references.
(() => {
  "use strict";
  const words = document.documentElement.lang.startsWith("zh") ? ["复制", "已复制", "复制失败"] : ["Copy", "Copied", "Not copied"];

  const code = (text) => {
    const lines = text.replace(/\n+$/, "").split("\n");
    const prompt = lines.some((line) => line.startsWith(">>> ")) ? /^(>>>|\.\.\.) ?/ : /^\$ /;
    const typed = lines.filter((line) => prompt.test(line));
    return (typed.length ? typed.map((line) => line.replace(prompt, "")) : lines).join("\n");
  };

  const write = (text, html) =>
    html && window.ClipboardItem
      ? navigator.clipboard.write([
          new ClipboardItem({
            "text/plain": new Blob([text], { type: "text/plain" }),
            "text/html": new Blob([html], { type: "text/html" }),
          }),
        ])
      : navigator.clipboard.writeText(text);

  const serve = (button, contents) => {
    button.type = "button";
    button.textContent = words[0];
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      let said = words[1];
      try {
        await write(...contents());
      } catch {
        said = words[2];
      }
      button.textContent = said;
      setTimeout(() => (button.textContent = words[0]), 2000);
    });
  };

  for (const block of document.querySelectorAll("div.highlight")) {
    const pre = block.querySelector("pre");
    if (!pre || block.closest(".highlight-text")) continue; // what is printed, not what is typed
    const button = document.createElement("button");
    button.className = "copy-code";
    serve(button, () => [code(pre.textContent)]);
    block.append(button);
  }
  for (const button of document.querySelectorAll(".copy-style")) {
    const items = Array.from(button.closest(".gallery-style").querySelectorAll("li"));
    serve(button, () => [
      items.map((item) => item.textContent.replace(/\s+/g, " ").trim()).join("\n"),
      items.map((item) => `<p>${item.innerHTML}</p>`).join(""),
    ]);
  }
})();
