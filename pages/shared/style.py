"""What Streamlit's own parts look like beyond its theme."""

from __future__ import annotations

STYLE = """<style>
.spoken {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%);
}
/* Streamlit fades what a run may change: at each answer the board would be composed anew. */
[data-testid=stElementContainer] { opacity: 1 !important; transition: none !important; }
/* The languages keep their width where the window is narrow. */
@media (min-width: 641px) {
  [data-testid=stHorizontalBlock]:has(> [data-testid=stColumn] .st-key-language-choice) {
    flex-wrap: nowrap;
  }
  [data-testid=stColumn]:has(.st-key-language-choice) { min-inline-size: 11.5rem; }
}
/* Where there is no room beside it, the case's name keeps a row of its own. */
@media (min-width: 641px) and (max-width: 1000px) {
  [data-testid=stColumn] [data-testid=stHorizontalBlock] { flex-wrap: wrap; gap: 0.5rem; }
  [data-testid=stColumn] [data-testid=stColumn] { min-inline-size: 100%; }
}
/* Streamlit leaves the links of a closed side bar to the keyboard, and its rings are pale. */
[data-testid=stSidebar][data-collapsed=true] { visibility: hidden; }
:is(a, button):focus-visible { outline: 2px solid !important; outline-offset: 2px !important; }
[data-testid=stMain]:focus-visible { outline: 2px solid !important; outline-offset: -2px; }
[data-testid=stMain] { scroll-padding-block: 5rem 1rem; }
[data-testid=stBaseButton-primary] { color: Canvas; }
:is([data-testid=stSelectbox], [data-testid=stMultiSelect]) [role=group]:not(:focus-within),
[data-testid=stTextInputRootElement]:not(:focus-within) {
  border-block-end-color: color-mix(in srgb, currentColor 52%, Canvas);
}
@media (forced-colors: active) {
  [data-testid=stButtonGroup] [aria-checked=true] {
    forced-color-adjust: none; background: Highlight; color: HighlightText;
  }
}
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { transition: none !important; scroll-behavior: auto !important; }
}
.note {
  font-size: 0.875rem; line-height: 1.5; max-inline-size: 80ch; margin: 0; opacity: 0.78;
}
.note.fault { color: light-dark(#b84a00, #f5985a); opacity: 1; }
</style>"""
