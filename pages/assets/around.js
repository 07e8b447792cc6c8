// The words of Streamlit's own parts, which it has in English alone, in the reader's language.

const TEXTS = "[data-testid=stSkipToContent], [data-testid=stTopNav] p, [data-testid=stFileUploaderDropzone] :not(:has(*))"
const NAMED = ["aria-label", "placeholder"]
const LABELS = NAMED.map((name) => `[${name}]`).join()
const english = new WeakMap() // by element: what Streamlit wrote, by the attribute's name or "text"
let words = []

// A part in braces stands for any text, and is kept: {count} more.
export function reword(given) {
  const first = words.length === 0
  words = Object.entries(given).map(([from, to]) => [new RegExp(`^${from.replace(/\{\w+\}/, "(.+)")}$`), to.replace(/\{\w+\}/, "$1")])
  change()
  if (first) new MutationObserver(change).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: NAMED })
}

function change() {
  for (const node of document.querySelectorAll(TEXTS)) put(node, "text", node.textContent, (said) => (node.firstChild.nodeValue = said))
  for (const node of document.querySelectorAll(LABELS)) {
    for (const name of NAMED) if (node.hasAttribute(name)) put(node, name, node.getAttribute(name), (said) => node.setAttribute(name, said))
  }
}

function put(node, place, shown, write) {
  const kept = english.get(node) ?? {}
  if (shown !== kept[place]?.said) kept[place] = { text: shown.trim() }
  const [known, to] = words.find(([pattern]) => pattern.test(kept[place].text)) ?? []
  kept[place].said = known ? kept[place].text.replace(known, to) : shown
  english.set(node, kept)
  if (kept[place].said !== shown) write(kept[place].said)
}
