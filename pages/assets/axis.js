// On a narrow screen, labels of an axis that would run into each other: every second is left out.

const LETTER = 7.4 // px, of the widest usual letters at 13 px
const GAP = 12

const longest = (texts) => Math.max(0, ...texts.flatMap((text) => text.split("<br>")).map((line) => line.length))

export function spaced(layout, width) {
  const { xaxis, yaxis } = layout
  if (!Array.isArray(xaxis?.tickvals) || !xaxis.range || xaxis.ticktext.length < 3) return layout
  const room = width - LETTER * longest(yaxis?.ticktext ?? [])
  const reach = Math.abs(xaxis.range[1] - xaxis.range[0])
  const apart = (room * Math.abs(xaxis.tickvals[1] - xaxis.tickvals[0])) / reach
  const step = Math.ceil((LETTER * longest(xaxis.ticktext) + GAP) / apart)
  if (step < 2) return layout
  const zero = Math.max(xaxis.tickvals.indexOf(0), 0)
  const kept = xaxis.tickvals.map((_, place) => (place - zero) % step === 0)
  const only = (list) => list.filter((_, place) => kept[place])
  return { ...layout, xaxis: { ...xaxis, tickvals: only(xaxis.tickvals), ticktext: only(xaxis.ticktext) } }
}
