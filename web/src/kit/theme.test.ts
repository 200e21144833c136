import { describe, expect, test } from 'vitest'
import { palettes, paint, type Palette } from './theme'

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (hi + 0.05) / (lo + 0.05)
}

test('the formula: black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
})

describe.each(Object.entries(palettes))('%s', (_mode, p: Palette) => {
  const grounds = [p.paper, p.surface, p.raised]
  test.each(['ink', 'soft', 'accent', 'good', 'warn', 'bad'] as const)('%s is readable on every ground (4.5:1)', (name) => {
    for (const ground of grounds) expect(contrast(p[name], ground)).toBeGreaterThanOrEqual(4.5)
  })
  test.each([
    ['accent-ink', 'accent'], ['accent', 'accent-soft'], ['good', 'good-soft'], ['warn', 'warn-soft'], ['bad', 'bad-soft'], ['soft', 'idle-soft'],
    ['ink', 'accent-soft'],
  ] as const)('%s on %s (4.5:1)', (front, back) => {
    expect(contrast(p[front], p[back])).toBeGreaterThanOrEqual(4.5)
  })
  test('the edge of a field is visible (3:1)', () => {
    for (const ground of grounds) expect(contrast(p.edge, ground)).toBeGreaterThanOrEqual(3)
  })
})

test('paint hands the palette to the page', () => {
  paint('dark')
  expect(document.documentElement.dataset.theme).toBe('dark')
  expect(document.documentElement.style.getPropertyValue('--fm-accent')).toBe(palettes.dark.accent)
})
