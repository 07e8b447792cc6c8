// The answer: a sentence, the headline figures, and what a screen reader is told.

import { Disclosure, Roster, element, name, write } from "./dom.js"

const SETTLED = 600 // ms without a further change before it is announced

class Card {
  constructor({ id }) {
    this.about = new Disclosure(`card-${id}`)
    this.label = element("span")
    this.value = element("dd", { class: "figure" })
    this.range = element("dd", { class: "spread" })
    this.before = element("dd", { class: "before" })
    this.node = element("div", { class: "card", "data-card": id },
      element("dl", {}, element("dt", {}, this.label, this.about.button), this.value, this.range, this.before),
      this.about.panel)
  }

  update(record, words) {
    write(this.label, record.label)
    write(this.value, record.value)
    write(this.range, record.range)
    write(this.before, record.before ? `${words.before} ${record.before}` : "")
    this.node.dataset.tone = record.tone
    this.about.update(`${words.help} ${record.label}`, [record.help])
  }
}

export class Results {
  constructor() {
    this.verdict = element("p", { class: "verdict", role: "heading", "aria-level": "2" })
    this.detail = element("p", { class: "detail" })
    this.cards = new Roster((record) => new Card(record))
    this.list = element("section", { class: "cards" })
    this.strip = element("div", { class: "strip", "aria-hidden": "true" })
    this.live = element("p", { class: "live", "aria-live": "polite", role: "status" })
    this.node = element("div", { class: "results" }, this.verdict, this.detail, this.list, this.live)
    this.watcher = new IntersectionObserver(([entry]) =>
      this.strip.toggleAttribute("data-shown", !entry.isIntersecting && entry.boundingClientRect.top < 0))
    this.watcher.observe(this.list)
  }

  update({ verdict, detail, announcement, cards, words }) {
    write(this.verdict, verdict)
    this.verdict.hidden = !verdict
    write(this.detail, detail)
    this.detail.hidden = !detail
    name(this.list, words.results)
    this.list.hidden = cards.length === 0
    if (this.cards.arrange(cards)) this.list.replaceChildren(...[...this.cards.members.values()].map((card) => card.node))
    for (const record of cards) this.cards.members.get(record.id).update(record, words)
    this.summarise([...cards.slice(0, 2), ...cards.slice(-1)])
    this.announce(verdict || announcement)
  }

  // On a phone the figures stay in sight above the sliders that move them.
  summarise(cards) {
    while (this.strip.children.length > cards.length) this.strip.lastChild.remove()
    while (this.strip.children.length < cards.length) this.strip.append(element("div", {}, element("span"), element("b")))
    cards.forEach((card, place) => {
      const [label, value] = this.strip.children[place].children
      write(label, card.label)
      write(value, card.value)
    })
  }

  announce(text) {
    if (this.said === undefined) this.said = text
    if (this.said === text) return
    this.said = text
    clearTimeout(this.timer)
    this.timer = setTimeout(() => write(this.live, text), SETTLED)
  }

  close() {
    clearTimeout(this.timer)
    this.watcher.disconnect()
  }
}
