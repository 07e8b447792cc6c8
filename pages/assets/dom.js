// Elements from names, attributes and children. Text is always a text node, never markup.

export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "")
    else if (value !== false && value != null) node.setAttribute(key, value)
  }
  node.append(...children)
  return node
}

export function button(kind, act, ...children) {
  const node = element("button", { type: "button", class: kind }, ...children)
  node.onclick = act
  return node
}

// A word joiner keeps a minus sign on the line of its number.
export function write(node, text) {
  const whole = text.replaceAll("\u2212", "\u2212\u2060")
  if (node.textContent !== whole) node.textContent = whole
}

export function name(node, text) {
  if (node.getAttribute("aria-label") !== text) node.setAttribute("aria-label", text)
}

// A name without the blanks that would make of one reference to it several.
export function key(...parts) {
  return parts.join("-").replaceAll(/\s+/g, "-")
}

const scrollers = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const node = target.closest(".scroll")
    if (node.scrollWidth > node.clientWidth) node.tabIndex = 0
    else node.removeAttribute("tabindex")
  }
})

// Around a table: where there is no room for it, it scrolls by itself, also by keyboard.
export function scroller(table) {
  const node = element("div", { class: "scroll", role: "group" }, table)
  scrollers.observe(node)
  scrollers.observe(table)
  return node
}

// Keeps one object per id, in the order given, and tells which ids are new.
export class Roster {
  constructor(create) {
    this.create = create
    this.members = new Map()
    this.order = ""
  }

  arrange(records) {
    const order = JSON.stringify(records.map((record) => [record.id, record.group ?? ""]))
    const changed = order !== this.order
    if (changed) {
      const kept = new Map(records.map((record) => [record.id, this.members.get(record.id) ?? this.create(record)]))
      for (const [id, member] of this.members) if (!kept.has(id)) member.retire?.()
      this.members = kept
      this.order = order
    }
    return changed
  }
}

// A button that opens a paragraph below: reachable by keyboard and touch, unlike a tooltip.
export class Disclosure {
  constructor(thing) {
    const id = key("about", thing)
    this.panel = element("div", { class: "note", id, hidden: true })
    this.button = element("button", { type: "button", class: "about", "aria-expanded": "false", "aria-controls": id })
    this.button.append(element("span", { "aria-hidden": "true" }, "?"))
    this.button.onclick = () => this.toggle(this.panel.hidden)
    const close = (event) => {
      if (event.key !== "Escape" || this.panel.hidden) return
      this.toggle(false)
      this.button.focus()
    }
    this.button.onkeydown = close
  }

  toggle(open) {
    this.panel.hidden = !open
    this.button.setAttribute("aria-expanded", String(open))
  }

  update(label, paragraphs) {
    const shown = paragraphs.filter(Boolean)
    name(this.button, label)
    this.button.hidden = shown.length === 0
    if (this.said === shown.join("\n")) return
    this.said = shown.join("\n")
    this.panel.replaceChildren(...shown.map((text) => element("p", {}, text)))
  }
}
