import { Select } from 'antd'
import type { components } from '@/api/schema.gen'
import { useLanguage, useSay } from '@/i18n'
import { ContractText } from '@/contract/reading'
import { samples } from './states'

export type Sample = (typeof samples)[number]
type Docs = components['schemas']['ContractCheckOut']['preview']

/** The text as a customer will read it, with a made-up sale. */
export function Preview({ docs, lacking, sample, pick }: { docs: Docs; lacking?: string; sample: Sample; pick: (s: Sample) => void }) {
  const say = useSay()
  const language = useLanguage()
  const doc = docs[language] ?? docs['zh-CN']
  return (
    <>
      <Select aria-label={say('template.preview')} value={sample} onChange={pick} options={samples.map((s) => ({ value: s, label: say(`template.sample.${s}`) }))} className="fm-gap" popupMatchSelectWidth={false} />
      {lacking ? <p role="status">{lacking}</p> : null}
      {doc ? (
        <div className="fm-preview">
          <ContractText blocks={doc.blocks} terms={doc.terms} />
        </div>
      ) : (
        <p className="fm-soft">{say('template.preview_none')}</p>
      )}
    </>
  )
}
