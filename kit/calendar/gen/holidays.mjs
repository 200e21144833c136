// Writes the holidays and make-up workdays of mainland China, one line a year,
// from the npm package pinned in package.json. When the State Council has
// published another year: raise the version, put the new SHA-256 here, run
// `npm install && npm run generate`, and read the difference.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const file = new URL('node_modules/chinese-days/dist/chinese-days.json', import.meta.url)
const expected = 'f3fa629113ef1e3118a12f411ae1307e6dd7d7142dbf39ac6b98ad35091afc54'

const bytes = readFileSync(file)
const found = createHash('sha256').update(bytes).digest('hex')
if (found !== expected) throw new Error(`unexpected content of ${file}: sha256 ${found}`)
const { holidays, workdays } = JSON.parse(bytes)

// "Spring Festival,春节,3" → "春节"
const chinese = (label) => label.split(',')[1]
const years = [...new Set(Object.keys(holidays).map((day) => day.slice(0, 4)))].sort()
const pick = (from, year) =>
  Object.fromEntries(
    Object.keys(from)
      .filter((day) => day.startsWith(year))
      .sort()
      .map((day) => [day, chinese(from[day])]),
  )

const lines = years.map((year) => `  "${year}": ${JSON.stringify({ off: pick(holidays, year), on: pick(workdays, year) })}`)
process.stdout.write(`{
 "source": "npm chinese-days 1.5.7 (github.com/vsme/chinese-days, MIT), after the yearly notices of the State Council of China",
 "years": {
${lines.join(',\n')}
 }
}
`)
