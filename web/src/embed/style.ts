/**
 * How the component looks. A shop changes it by custom properties
 * (--fenming-accent, --fenming-ink, --fenming-soft, --fenming-line,
 * --fenming-ground, --fenming-radius, --fenming-font, --fenming-min-height) and
 * by ::part(). The place is kept free before the answer comes, so that the page
 * does not jump.
 */
export const style = `
:host { display: block; min-height: var(--fenming-min-height, 220px); contain: layout; font: var(--fenming-font, 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif); color: var(--fenming-ink, #1c2321); }
:host([hidden]) { display: none; }
[part~="box"] { background: var(--fenming-ground, #fff); border: 1px solid var(--fenming-line, #d9ddd9); border-radius: var(--fenming-radius, 10px); padding: 14px 16px; }
h3 { font-size: 1.07em; margin: 0 0 8px; }
p { margin: 8px 0 0; }
[part~="option"] { display: flex; gap: 10px; align-items: flex-start; padding: 9px 10px; border: 1px solid var(--fenming-line, #d9ddd9); border-radius: 8px; margin-top: 6px; cursor: pointer; min-height: 28px; }
[part~="option"]:hover { border-color: var(--fenming-accent, #0b6b53); }
[part~="option-selected"] { border-color: var(--fenming-accent, #0b6b53); box-shadow: inset 0 0 0 1px var(--fenming-accent, #0b6b53); }
[part~="option"]:focus-within { outline: 3px solid var(--fenming-accent, #0b6b53); outline-offset: 1px; }
input { accent-color: var(--fenming-accent, #0b6b53); width: 18px; height: 18px; margin: 3px 0 0; flex: none; outline: none; }
[part~="option-body"] { display: flex; flex-wrap: wrap; gap: 0 14px; }
[part~="option-name"] { flex-basis: 100%; font-weight: 600; }
[part~="option-fact"] { font-variant-numeric: tabular-nums; }
[part~="details"] { margin-top: 10px; }
summary { cursor: pointer; color: var(--fenming-accent, #0b6b53); padding: 6px 0; min-height: 24px; }
summary:focus-visible, button:focus-visible { outline: 3px solid var(--fenming-accent, #0b6b53); outline-offset: 2px; }
[part~="statement"], [part~="warning"], [part~="status"], [part~="none"], [part~="error"] { color: var(--fenming-soft, #56605c); font-size: .93em; }
button { font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: 6px; padding: 4px 12px; min-height: 28px; cursor: pointer; }
.fp.fp { padding: 8px 0; font-size: .93em; --fp-ink: var(--fenming-ink, #1c2321); --fp-soft: var(--fenming-soft, #56605c); --fp-rule: var(--fenming-line, #8c8c8c); background: none; max-width: none; font-family: inherit; }
.fp.fp h1 { font-size: 1.1em; text-align: left; }
.fp.fp .fp-subtitle { text-align: left; }
`
