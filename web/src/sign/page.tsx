import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import '@/contract/contract.css'
import { useReading } from '@/contract/dwell'
import { ContractText, ReadAndAccept, type ActBody } from '@/contract/reading'
import { useLanguage, useSay } from '@/i18n'
import { formatAmount } from '@/kit/amount'
import '@/kit/fields.css'
import { KeysProvider } from '@/kit/keys'
import { ProblemAlert } from '@/kit/problem'
import { Facts, Section } from '@/kit/section'
import { DetailSkeleton } from '@/kit/skeletons'
import { Money } from '@/kit/money'
import { StatusTag } from '@/kit/status'
import { LangSwitch } from '@/kit/switches'
import { Instant } from '@/kit/when'
import { WorkplaceProvider } from '@/kit/workplace'

export type SignPage = components['schemas']['SellSignPage']

interface Place {
  tenant: string
  token: string
}

const keyOf = ({ tenant, token }: Place, language: string) => ['sign', tenant, token, language]

/** The page of a contract behind a link: read, accept term by term, sign. Nobody signs in. */
export default function SignContract() {
  const { tenant = '', token = '' } = useParams()
  const say = useSay()
  const language = useLanguage()
  const place = { tenant, token }
  const query = useQuery({
    queryKey: keyOf(place, language),
    queryFn: ({ signal }) => data(api.GET('/v1/portal/{tenant}/{token}/contract', { params: { path: place, query: { lang: language } }, signal })),
  })
  const page = query.data
  useEffect(() => {
    document.title = page ? `${say('sign.title')} · ${page.shop}` : say('sign.title')
  }, [page, say])
  return (
    <WorkplaceProvider value={{ zone: page?.zone ?? 'Asia/Shanghai', role: null, may: () => false, holders: () => [] }}>
      <KeysProvider>
        <div className="fm-sign">
          <header className="fm-sign-head">
            <b>{page?.shop ?? ''}</b>
            <LangSwitch />
          </header>
          <main>
            <h1>{say('sign.title')}</h1>
            {query.isError && <ProblemAlert error={query.error} />}
            {query.isPending && <DetailSkeleton />}
            {page && <Body page={page} place={place} />}
          </main>
        </div>
      </KeysProvider>
    </WorkplaceProvider>
  )
}

function Body({ page, place }: { page: SignPage; place: Place }) {
  const say = useSay()
  const facts = [
    { label: say('sign.price'), value: <Money value={page.price} /> },
    ...(page.down_payment.amount > 0 ? [{ label: say('sign.down'), value: <Money value={page.down_payment} /> }] : []),
    { label: say('sign.total'), value: <Money value={page.total} strong /> },
  ]
  const signed = page.signed_at !== undefined
  return (
    <>
      <Facts of={facts} />
      {page.text.lang !== 'zh-CN' && <p className="fm-soft">{say('sign.binds')}</p>}
      {page.state === 'offered' && !page.late ? (
        <Reading page={page} place={place} />
      ) : (
        <>
          <Section title={say('sign.title')}>
            {signed ? (
              <>
                <p role="status"><StatusTag tone="good">{say('sign.signed')}</StatusTag> <Instant at={page.signed_at} /></p>
                {page.state === 'signed' && page.down_payment.amount > 0 && <p>{say('sign.signed_down', { amount: formatAmount(page.down_payment) })}</p>}
                {page.state === 'active' && <p>{say('sign.signed_force')}</p>}
              </>
            ) : (
              <p>{say(page.late ? 'sign.late' : 'sign.over')}</p>
            )}
            <div className="fm-actions">
              <Button href={`/v1/portal/${place.tenant}/${place.token}/contract/file`}>{say('sign.file')}</Button>
            </div>
          </Section>
          <ContractText blocks={page.text.blocks} terms={page.text.terms} />
        </>
      )}
      <p className="fm-soft">{say('sign.ends')} <Instant at={page.expires_at} /></p>
    </>
  )
}

function Reading({ page, place }: { page: SignPage; place: Place }) {
  const say = useSay()
  const language = useLanguage()
  const client = useQueryClient()
  const read = useReading()
  const key = keyOf(place, language)
  const { text } = page
  const act = (body: ActBody) => data(api.POST('/v1/portal/{tenant}/{token}/contract/acts', { params: { path: place }, body }))
  const accepted = (term: string) => {
    client.setQueryData<SignPage>(key, (p) => p && { ...p, text: { ...p.text, accepted: [...p.text.accepted, term] } })
  }
  const left = text.terms.filter((t) => !text.accepted.includes(t.id)).length
  const sign = useMutation({
    mutationFn: async () => {
      await act({ kind: 'shown', lang: text.lang, text_hash: text.hash, dwell_ms: read.current.dwell, scroll_ppm: read.current.scroll })
      return data(api.POST('/v1/portal/{tenant}/{token}/contract/sign', { params: { path: place }, body: { text_hash: text.binds } }))
    },
    onSuccess: (p) => {
      client.setQueryData(key, p)
      window.scrollTo({ top: 0 })
    },
  })
  return (
    <>
      <p>{say('sign.intro')}</p>
      <p className="fm-soft">{say('sign.none')}</p>
      <ReadAndAccept text={text} act={act} accepted={accepted} />
      <div className="fm-sign-bar">
        <span role="status">{left > 0 ? say('sign.left', { n: left }) : say('sign.ready')}</span>
        <Button type="primary" size="large" disabled={left > 0} loading={sign.isPending} onClick={() => sign.mutate()}>
          {say('sign.do')}
        </Button>
      </div>
      {sign.isError && <ProblemAlert error={sign.error} />}
    </>
  )
}
