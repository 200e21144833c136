import { useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Select } from 'antd'
import { api, data } from '@/api/client'
import type { components } from '@/api/schema.gen'
import { useMe } from '@/app/session'
import { useSay, type Language } from '@/i18n'
import { plainAmount } from '@/kit/amount'
import { Dialog } from '@/kit/dialog'
import { AmountField, toMoney } from '@/kit/field'
import { Loaded } from '@/kit/loaded'
import { Page } from '@/kit/page'
import { Facts, Section } from '@/kit/section'
import { ListSkeleton } from '@/kit/skeletons'
import { StatusTag } from '@/kit/status'
import { DataTable } from '@/kit/table'
import { Instant } from '@/kit/when'
import { isMoney, isTimeOfDay, readTime, timeOfDay, valueIn, type Setting } from './rules'

type Shop = components['schemas']['TenantShopView']

const languages: { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
]

function TenantPart() {
  const say = useSay()
  const query = useQuery({ queryKey: ['tenant'], queryFn: ({ signal }) => data(api.GET('/v1/tenant', { signal })) })
  const need = { required: true, whitespace: true, message: say('settings.need') }
  return (
    <Section
      title={say('settings.tenant')}
      extra={
        query.data && (
          <Dialog<{ name: string; lang: Language }>
            label={say('settings.edit')}
            size="small"
            permission="tenant.manage"
            initial={{ name: query.data.name, lang: query.data.lang === 'en' ? 'en' : 'zh-CN' }}
            stale={[['tenant'], ['me']]}
            submit={async (v) => {
              await api.PUT('/v1/tenant', { body: { name: v.name.trim(), lang: v.lang } })
              return say('settings.saved')
            }}
          >
            <Form.Item name="name" label={say('settings.name')} rules={[need]}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="lang" label={say('settings.language')} required>
              <Select options={languages} />
            </Form.Item>
          </Dialog>
        )
      }
    >
      <Loaded query={query} wait={<ListSkeleton rows={2} />}>
        {(t) => (
          <Facts
            of={[
              { label: say('settings.name'), value: t.name },
              { label: say('settings.language'), value: languages.find((l) => l.value === t.lang)?.label ?? t.lang },
              { label: say('settings.zone'), value: <span title={say('settings.zone_text')}>{t.zone}</span> },
              { label: say('settings.currency'), value: t.currency },
              { label: say('settings.kind'), value: say(`settings.kind.${t.kind}`) },
              { label: say('settings.now'), value: <Instant at={t.now} /> },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}

function ShopName() {
  const say = useSay()
  return (
    <Form.Item name="name" label={say('settings.shop_name')} rules={[{ required: true, whitespace: true, message: say('settings.need') }]}>
      <Input maxLength={80} />
    </Form.Item>
  )
}

function ShopsPart() {
  const say = useSay()
  const query = useQuery({ queryKey: ['shops'], queryFn: async ({ signal }) => (await data(api.GET('/v1/shops', { signal }))).data })
  const stale = [['shops'], ['me']]
  return (
    <Section
      title={say('settings.shops')}
      extra={
        <Dialog<{ name: string }>
          label={say('settings.shop_add')}
          size="small"
          permission="tenant.manage"
          stale={stale}
          submit={async (v, header) => {
            await api.POST('/v1/shops', { body: { name: v.name.trim() }, params: { header } })
            return say('settings.saved')
          }}
        >
          <ShopName />
        </Dialog>
      }
    >
      <Loaded query={query} wait={<ListSkeleton rows={2} />}>
        {(list) => (
          <DataTable<Shop>
            caption={say('settings.shops')}
            rows={list}
            rowKey={(s) => s.id}
            columns={[
              {
                key: 'name',
                title: say('settings.shop_name'),
                render: (s) => (
                  <>
                    {s.name} {s.default && <StatusTag tone="info">{say('settings.shop_default')}</StatusTag>}
                  </>
                ),
              },
              {
                key: 'acts',
                title: say('kit.queue.bar'),
                align: 'right',
                phone: 'end',
                render: (s) => (
                  <Dialog<{ name: string }>
                    label={say('settings.shop_rename')}
                    size="small"
                    permission="tenant.manage"
                    initial={{ name: s.name }}
                    stale={stale}
                    submit={async (v) => {
                      await api.PUT('/v1/shops/{id}', { body: { name: v.name.trim() }, params: { path: { id: s.id } } })
                      return say('settings.saved')
                    }}
                  >
                    <ShopName />
                  </Dialog>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}

function KnobDialog({ of }: { of: Setting }) {
  const say = useSay()
  const { currency } = useMe()
  const money = isMoney(of.unit)
  const clock = isTimeOfDay(of.name)
  const text = (n: number) => valueIn(say, of, n, currency)
  const save = async (value: number) => {
    await api.PUT('/v1/settings/{name}', { body: { value }, params: { path: { name: of.name } } })
    return say('settings.saved')
  }
  const between = { min: text(of.min), max: text(of.max) }
  return (
    <Dialog<{ value: string | number }>
      label={say('settings.edit')}
      title={of.label}
      ok={say('settings.edit')}
      size="small"
      permission="tenant.manage"
      initial={{ value: money ? plainAmount({ amount: of.value, currency }) : clock ? timeOfDay(of.value) : of.value }}
      intro={<p className="fm-soft">{`${say('settings.range')} ${say('settings.between', between)} · ${say('settings.default')} ${text(of.default)}`}</p>}
      stale={[['settings']]}
      submit={(v) => save(typeof v.value === 'number' ? v.value : clock ? (readTime(v.value) ?? of.value) : toMoney(v.value, currency).amount)}
    >
      {money ? (
        <AmountField name="value" label={say('settings.new_value')} currency={currency} />
      ) : clock ? (
        <Form.Item
          name="value"
          label={say('settings.new_value')}
          rules={[
            {
              validator: (_r, v: string) => {
                const at = readTime(v)
                return at === null || at < of.min || at > of.max ? Promise.reject(new Error(say('settings.bad_value', between))) : Promise.resolve()
              },
            },
          ]}
        >
          <Input type="time" />
        </Form.Item>
      ) : (
        <Form.Item
          name="value"
          label={say('settings.new_value')}
          rules={[{ required: true, type: 'integer', min: of.min, max: of.max, message: say('settings.bad_value', between) }]}
        >
          <InputNumber inputMode="numeric" />
        </Form.Item>
      )}
    </Dialog>
  )
}

function KnobsPart() {
  const say = useSay()
  const { currency } = useMe()
  const query = useQuery({ queryKey: ['settings'], queryFn: async ({ signal }) => (await data(api.GET('/v1/settings', { signal }))).data })
  return (
    <Section title={say('settings.knobs')}>
      <p className="fm-soft fm-gap">{say('settings.knobs_text')}</p>
      <Loaded query={query} wait={<ListSkeleton />}>
        {(list) => (
          <DataTable<Setting>
            caption={say('settings.knobs')}
            rows={list}
            rowKey={(s) => s.name}
            columns={[
              { key: 'label', title: say('settings.knob'), render: (s) => <span title={s.name}>{s.label}</span> },
              {
                key: 'value',
                title: say('settings.value'),
                align: 'right',
                phone: 'end',
                render: (s) => (s.value === s.default ? valueIn(say, s, s.value, currency) : <b>{valueIn(say, s, s.value, currency)}</b>),
              },
              { key: 'default', title: say('settings.default'), align: 'right', render: (s) => <span className="fm-soft">{valueIn(say, s, s.default, currency)}</span> },
              {
                key: 'range',
                title: say('settings.range'),
                phone: 'none',
                render: (s) => <span className="fm-soft">{say('settings.between', { min: valueIn(say, s, s.min, currency), max: valueIn(say, s, s.max, currency) })}</span>,
              },
              { key: 'acts', title: say('kit.queue.bar'), align: 'right', render: (s) => <KnobDialog of={s} /> },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}

/** What the shop is, and what can be set. */
export default function ShopSettings() {
  const say = useSay()
  return (
    <Page title={say('settings.title')}>
      <TenantPart />
      <ShopsPart />
      <KnobsPart />
    </Page>
  )
}
