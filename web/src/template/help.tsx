import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'
import { Loaded } from '@/kit/loaded'
import type { Side } from './findings'

/** What a text may name, each with a button that puts it in. */
export function Help({ insert, lang }: { insert: (what: string) => void; lang: Side }) {
  const say = useSay()
  const language = useLanguage()
  const query = useQuery({ queryKey: ['templates', 'help', language], queryFn: ({ signal }) => data(api.GET('/v1/contract-templates/help', { signal })), staleTime: Infinity })
  const line = (key: string, what: string, about: ReactNode) => (
    <li key={key}>
      <div>
        <code>{what.split('\n')[0]}</code>
        <Button size="small" type="text" onClick={() => insert(what)} aria-label={say('template.insert', { what: what.split('\n')[0] ?? '' })}>+</Button>
      </div>
      <p className="fm-soft fm-small">{about}</p>
    </li>
  )
  return (
    <Loaded query={query}>
      {(help) => {
        const pack = help.packs.find((p) => p.enabled)
        return (
          <>
            <h3>{say('template.help_terms')}</h3>
            <ul className="fm-lines">{help.terms.map((t) => line(t.id, `{{#term ${t.id}}}\n\n{{/term}}`, language === 'en' ? t.en : t.zh))}</ul>
            <h3>{say('template.help_fields')}</h3>
            <ul className="fm-lines">
              {help.fields.map((f) =>
                line(
                  f.name,
                  f.type === 'rows' ? `{{#each ${f.name}}}\n{{/each}}` : `{{${f.name}}}`,
                  <>
                    {language === 'en' ? f.en : f.zh} · {f.type === 'rows' ? (f.of ?? []).map((o) => `{{${o.name}}}`).join(' ') : (help.formats[f.type] ?? []).join(' / ')}
                  </>,
                ),
              )}
            </ul>
            <h3>{say('template.help_clauses')}</h3>
            {pack && <p className="fm-soft">{pack.reviewed || (language === 'en' ? pack.note.en : pack.note.zh)}</p>}
            <ul className="fm-lines">
              {(pack?.clauses ?? []).map((c) =>
                line(c.id, `{{clause "${c.id}"}}`, (
                  <>
                    <b>{language === 'en' ? c.title.en : c.title.zh}</b> {lang === 'en' ? c.text.en : c.text.zh} · {c.source}
                  </>
                )),
              )}
            </ul>
          </>
        )
      }}
    </Loaded>
  )
}
