import { useQuery } from '@tanstack/react-query'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'
import { Loaded } from '@/kit/loaded'
import { Page, PrintButton } from '@/kit/page'
import { StatusTag, type Tone } from '@/kit/status'
import { DataTable, type Column } from '@/kit/table'
import { Day } from '@/kit/when'
import { percent } from '@/plan/rate'

type Cap = components['schemas']['PlanCap']

const tones: Readonly<Record<Cap['action'], Tone>> = { refuse: 'bad', warn: 'warn', outside: 'idle' }

/** "4.0000" as people write it. */
const times = (rate: string) => rate.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')

/** The legal ceilings: dated data with source and confidence. */
export default function Caps() {
  const say = useSay()
  const language = useLanguage()
  const query = useQuery({ queryKey: ['caps'], queryFn: ({ signal }) => data(api.GET('/v1/caps', { signal })), staleTime: 300_000 })
  const kind = (k: string) => {
    const key = `quote.kind.${k}`
    return key in catalogue ? (say as (key: Key) => string)(key as Key) : k
  }
  const columns: Column<Cap>[] = [
    { key: 'kind', title: say('quote.caps_creditor'), render: (c) => c.kinds.map(kind).join(say('kit.comma')) },
    { key: 'limit', title: say('quote.caps_limit'), align: 'right', phone: 'end', render: (c) => <b>{Number(c.fixed) > 0 ? percent(c.fixed) : Number(c.multiple) > 0 ? say('quote.caps_times', { n: times(c.multiple) }) : say('quote.caps_no')}</b> },
    { key: 'action', title: say('quote.caps_action'), render: (c) => <StatusTag tone={tones[c.action]}>{say(`quote.action.${c.action}`)}</StatusTag> },
    {
      key: 'source', title: say('quote.caps_source'),
      render: (c) => <>{language === 'en' ? c.source_en : c.source_zh}<span className="fm-soft fm-small"> {language === 'en' ? c.note_en : c.note_zh}</span></>,
    },
    { key: 'since', title: say('quote.caps_since'), render: (c) => <span className="fm-nowrap"><Day day={c.valid_from} />{c.valid_to !== '' && !c.valid_to.startsWith('9999') && <> – <Day day={c.valid_to} /></>}</span> },
    { key: 'confidence', title: say('quote.caps_confidence'), render: (c) => say(`quote.confidence.${c.confidence}`) },
  ]
  return (
    <Page title={say('quote.caps')} below={<p className="fm-soft">{say('quote.caps_below')}</p>} actions={<PrintButton />}>
      <Loaded query={query}>{(page) => <DataTable<Cap> caption={say('quote.caps')} columns={columns} rows={page.data} rowKey={(c) => c.rule} />}</Loaded>
    </Page>
  )
}
