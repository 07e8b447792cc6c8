// The panel of sliders. The hand leads: an answer never moves a slider that is held or still unanswered.

import { Disclosure, Roster, button, element, name, write } from "./dom.js"

class Slider {
  constructor(record, exchange) {
    this.exchange = exchange
    this.held = false
    this.build(record.id)
    this.listen()
  }

  build(id) {
    this.about = new Disclosure(id)
    this.input = element("input", { type: "range", id: `slider-${id}`, "aria-describedby": `warning-${id}` })
    this.label = element("label", { for: `slider-${id}` })
    this.was = element("span", { class: "was", "aria-hidden": "true" })
    this.output = element("output", { for: `slider-${id}`, "aria-live": "off" })
    this.rail = element("div", { class: "rail" }, this.input, element("span", { class: "mark", "aria-hidden": "true" }))
    this.warning = element("p", { class: "warning", id: `warning-${id}`, hidden: true })
    this.node = element("div", { class: "slider", "data-slider": id },
      element("div", { class: "head" },
        element("span", { class: "naming" }, this.label, this.about.button),
        element("span", { class: "reading" }, this.was, this.output)),
      this.rail, this.warning, this.about.panel)
  }

  listen() {
    this.input.oninput = () => {
      this.show(this.input.valueAsNumber)
      this.exchange.offer(this.record.id, this.input.valueAsNumber)
    }
    this.input.onpointerdown = () => (this.held = true)
    const release = () => {
      this.held = false
      this.settle()
    }
    this.input.onpointerup = this.input.onpointercancel = this.input.onlostpointercapture = release
    this.input.onblur = release
  }

  update(record, words, locale) {
    this.record = record
    this.format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: record.decimals, maximumFractionDigits: record.decimals,
    })
    write(this.label, record.label)
    this.about.update(`${words.help} ${record.label}`, [record.help, record.source && `${words.source} ${record.source}`])
    write(this.warning, record.warning)
    this.warning.hidden = !record.warning
    this.node.toggleAttribute("data-leading", record.leading)
    this.was.title = words.before
    this.limit(record)
    this.settle()
  }

  // Takes the server's value and wording, unless the hand is ahead of it.
  settle() {
    const { id, value, text } = this.record
    if (this.held || this.exchange.unanswered(id)) return
    if (this.input.valueAsNumber !== value) this.input.value = value
    this.show(value, text)
  }

  limit({ low, high, step }) {
    for (const [key, value] of Object.entries({ min: low, max: high, step })) {
      if (this.input[key] !== String(value)) this.input[key] = value
    }
  }

  show(value, text = this.format.format(value)) {
    const { low, high, initial, decimals, unit_prefix: before, unit_suffix: after } = this.record
    const share = (number) => Math.min(Math.max((number - low) / (high - low), 0), 1)
    const moved = Math.abs(value - initial) > 0.5 * 10 ** -decimals
    write(this.output, before + text + after)
    write(this.was, moved ? this.format.format(initial) : "")
    this.input.setAttribute("aria-valuetext", before + text + after)
    this.rail.style.setProperty("--at", share(value))
    this.rail.style.setProperty("--from", share(initial))
    this.node.toggleAttribute("data-moved", moved)
  }
}

export class Panel {
  constructor(exchange) {
    this.exchange = exchange
    this.sliders = new Roster((record) => new Slider(record, exchange))
    this.title = element("h2")
    this.button = button("reset", () => this.exchange.press("reset"))
    this.undo = this.deed("undo", "↶")
    this.redo = this.deed("redo", "↷")
    this.groups = element("div", { class: "groups" })
    this.every = button("button every", () => this.unfold())
    this.every.setAttribute("aria-expanded", "false")
    this.node = element("section", { class: "panel" },
      element("div", { class: "panel-head" }, this.title, this.undo, this.redo, this.button), this.groups, this.every)
  }

  // On a phone only the leading sliders are shown at first.
  unfold() {
    this.every.setAttribute("aria-expanded", String(this.node.toggleAttribute("data-every")))
  }

  deed(word, sign) {
    const node = button(`deed ${word}`, () => {
      if (node.getAttribute("aria-disabled") !== "true") this.exchange.press(word)
    }, sign)
    return node
  }

  update({ sliders, words, locale, undo, redo }) {
    for (const [node, word, on] of [[this.undo, words.undo, undo], [this.redo, words.redo, redo]]) {
      name(node, word)
      node.title = word
      node.setAttribute("aria-disabled", String(!on))
    }
    this.node.hidden = sliders.length === 0
    write(this.title, words.controls)
    name(this.node, words.controls)
    write(this.button, words.reset)
    write(this.every, words.every)
    if (this.sliders.arrange(sliders)) this.lay(sliders)
    for (const record of sliders) this.sliders.members.get(record.id).update(record, words, locale)
    this.button.setAttribute("aria-disabled", String(!this.node.querySelector("[data-moved]")))
  }

  lay(sliders) {
    const groups = new Map()
    for (const { id, group } of sliders) groups.set(group, [...(groups.get(group) ?? []), this.sliders.members.get(id).node])
    this.groups.replaceChildren(...[...groups].map(([legend, nodes]) =>
      element("fieldset", {}, element("legend", {}, legend), ...nodes)))
  }
}
