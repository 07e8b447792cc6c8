// Colours and type of the charts, taken from the stylesheet, so that they follow light and dark.

const NAMES = ["ink", "muted", "grid", "axis", "surface", "accent", "accent-soft", "accent-faint", "loss", "loss-soft", "ghost"]
const CLEAR = "rgba(0,0,0,0)"

// Browsers report mixed colours as color(srgb 0.1 0.2 0.3 / 0.5), which Plotly cannot read.
function legible(colour) {
  const mixed = colour.match(/^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/)
  if (!mixed) return colour
  const [red, green, blue] = mixed.slice(1, 4).map((share) => Math.round(255 * Number(share)))
  return `rgba(${red},${green},${blue},${mixed[4] ?? 1})`
}

// One element for each colour, so that all are read after one calculation of styles.
export class Theme {
  constructor(root) {
    this.probes = NAMES.map((name) => {
      const probe = document.createElement("span")
      probe.style.color = `var(--cx-${name})`
      return probe
    })
    const holder = document.createElement("span")
    holder.className = "probes"
    holder.hidden = true
    holder.append(...this.probes)
    root.append(holder)
  }

  read(locale) {
    const styles = this.probes.map((probe) => getComputedStyle(probe))
    const colours = Object.fromEntries(NAMES.map((name, place) => [`var(--cx-${name})`, legible(styles[place].color)]))
    const family = styles[0].fontFamily
    return { colours, family, separators: separators(locale), signature: JSON.stringify([colours, family, locale]) }
  }
}

function separators(locale) {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.8)
  const part = (type) => parts.find((each) => each.type === type)?.value ?? ""
  return part("decimal") + part("group")
}

// The figure with every named colour replaced; packed arrays are left alone.
export function coloured(value, colours) {
  if (typeof value === "string") return colours[value] ?? value
  if (Array.isArray(value)) return value.map((each) => coloured(each, colours))
  if (value === null || typeof value !== "object" || "bdata" in value) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coloured(each, colours)]))
}

export function template({ colours, family, separators: marks }) {
  const of = (name) => colours[`var(--cx-${name})`]
  const font = { family, size: 13, color: of("muted") }
  const axis = {
    automargin: true, fixedrange: true, gridcolor: of("grid"), zerolinecolor: of("axis"), linecolor: of("axis"),
    tickcolor: CLEAR, ticklen: 7, title: { font, standoff: 10 }, tickfont: font,
    spikecolor: of("axis"), spikethickness: 1, spikedash: "solid",
  }
  return {
    layout: {
      font, separators: marks, paper_bgcolor: of("surface"), plot_bgcolor: of("surface"), dragmode: false,
      margin: { l: 4, r: 12, t: 12, b: 4 }, bargap: 0.06,
      colorway: [of("accent"), of("muted"), of("loss"), of("ink")],
      xaxis: { ...axis, showgrid: false }, yaxis: axis,
      hoverlabel: { bgcolor: of("surface"), bordercolor: of("axis"), font: { family, size: 13, color: of("ink") }, align: "left" },
      legend: {
        orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom", bgcolor: CLEAR, font,
        itemclick: false, itemdoubleclick: false, traceorder: "normal",
      },
    },
  }
}
