// Plotly writes its style rules into the document's head, which the board's shadow root does not see.

import "./plotly-basic-4.1.1.min.js"

export const Plotly = globalThis.moduleName ?? globalThis.Plotly

export function adoptStyles(root) {
  const rules = document.getElementById("plotly.js-style-global")?.sheet?.cssRules ?? []
  const sheet = new CSSStyleSheet()
  for (const rule of rules) sheet.insertRule(rule.cssText, sheet.cssRules.length)
  root.adoptedStyleSheets = [...(root.adoptedStyleSheets ?? []), sheet]
}
