import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { i18n, say, speak } from '.'
import { catalogue } from './catalogue'
import type { Word } from './word'

const root = join(import.meta.dirname, '..')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
const source = files
  .filter((name) => /\.tsx?$/.test(name) && !/(\.test\.tsx?|words\.ts|schema\.gen\.ts)$/.test(name))
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n')

const placeholders = (text: string) => [...new Set(text.match(/\{[a-z_]+\}/g) ?? [])].sort()

/** A key is used when it stands in the source whole, or as the constant start of a template. */
const literals = new Set(source.match(/'[a-z][a-zA-Z]*\.[a-zA-Z0-9_.]+'/g)?.map((s) => s.slice(1, -1)))
const starts = new Set([...source.matchAll(/`([a-z][a-zA-Z]*\.[a-zA-Z0-9_.]*)\$\{/g)].map((m) => m[1] ?? ''))
const used = (key: string) => literals.has(key) || [...starts].some((start) => key.startsWith(start))

describe('words', () => {
  test.each(Object.entries<Word>(catalogue))('%s says the same in both languages', (_key, [zh, en]) => {
    expect(zh.trim()).not.toBe('')
    expect(en.trim()).not.toBe('')
    expect(placeholders(zh)).toEqual(placeholders(en))
    expect(en, 'the English text holds Chinese').not.toMatch(/\p{Script=Han}/u)
  })

  test('no sentence is unused', () => {
    expect(Object.keys(catalogue).filter((key) => !used(key))).toEqual([])
  })

  test('no key is used without a sentence', () => {
    const folders = new Set(Object.keys(catalogue).map((key) => key.split('.')[0]))
    const said = [...source.matchAll(/\b(?:say|t)\(\s*'([a-z][a-zA-Z]*)\.([a-zA-Z0-9_.]+)'/g)]
    const lost = said.filter(([, folder, rest]) => !folders.has(folder) || !(`${folder ?? ''}.${rest ?? ''}` in catalogue))
    expect(said.length).toBeGreaterThan(50)
    expect(lost.map((m) => m[0])).toEqual([])
  })

  test('every words.ts is in the catalogue', () => {
    const keys = files
      .filter((name) => name.endsWith('words.ts'))
      .flatMap((name) => [...readFileSync(join(root, name), 'utf8').matchAll(/^ {2}'([a-z][\w.]*)':/gm)].map((m) => m[1]))
    expect(keys.length).toBeGreaterThan(50)
    expect(keys.filter((key) => !(key !== undefined && key in catalogue))).toEqual([])
  })

  test('a language change changes what is said', async () => {
    speak('en')
    await i18n.changeLanguage('en')
    expect(say('kit.list.selected', { n: 3 })).toBe('3 selected')
    await i18n.changeLanguage('zh-CN')
    expect(say('kit.list.selected', { n: 3 })).toBe('已选 3 项')
  })
})
