import { SearchOutlined } from '@/kit/icons'
import { Input } from 'antd'
import { useEffect, useMemo } from 'react'
import { useLocation } from 'react-router'
import { useLanguage, useSay } from '@/i18n'
import { Page } from '@/kit/page'
import { text, useUrl } from '@/kit/url'
import { glossary, type TermKey } from '@/kit/words/glossary'

const schema = { q: text() }
const all = Object.keys(glossary) as TermKey[]

/** Every word of the field with its meaning; a link to a term opens here. */
export default function Glossary() {
  const say = useSay()
  const i = useLanguage() === 'en' ? 1 : 0
  const { hash } = useLocation()
  const [{ q }, set] = useUrl(schema)
  const shown = useMemo(() => {
    const asked = q.toLowerCase()
    return all.filter((k) => [...glossary[k].name, glossary[k].text[i]].some((s) => s.toLowerCase().includes(asked)))
  }, [q, i])
  useEffect(() => {
    if (hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' })
  }, [hash])
  return (
    <Page title={say('app.glossary')} below={<p className="fm-soft">{say('app.glossary.text')}</p>}>
      <div className="fm-toolbar">
        <Input
          className="fm-search"
          allowClear
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={say('app.glossary.find')}
          placeholder={say('app.glossary.find')}
          value={q}
          onChange={(e) => set({ q: e.target.value })}
        />
        <span role="status" className="fm-soft">
          {say('app.glossary.count', { n: shown.length })}
        </span>
      </div>
      <dl className="fm-glossary">
        {shown.map((key) => {
          const term = glossary[key]
          return (
            <div key={key} id={key} className={hash === `#${key}` ? 'fm-target' : undefined}>
              <dt>
                {term.name[i]} <span className="fm-soft">{term.name[i === 0 ? 1 : 0]}</span>
              </dt>
              <dd>
                {term.text[i]}
                {'formula' in term && <p className="fm-code">{term.formula[i]}</p>}
                {'basis' in term && (
                  <p className="fm-soft">
                    {say('kit.term.basis')} {term.basis[i]}
                  </p>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </Page>
  )
}
