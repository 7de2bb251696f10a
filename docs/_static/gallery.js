// The search field of the style gallery: styles that hold every word stay.
(() => {
  "use strict";
  const field = document.getElementById("gallery-search");
  if (!field) return;
  const styles = Array.from(document.querySelectorAll(".gallery-style"), (style) => [
    style,
    style.textContent.toLowerCase(),
  ]);
  const count = document.getElementById("gallery-count");
  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const [style, text] of styles) {
      style.hidden = !words.every((word) => text.includes(word));
      left += style.hidden ? 0 : 1;
    }
    count.textContent = `${left} of ${styles.length} styles`;
  };
  field.addEventListener("input", search);
  search();
})();
