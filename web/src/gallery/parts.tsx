import { Button, Form, Input } from 'antd'
import { useMemo, useState } from 'react'
import { Problem } from '@/api/problem'
import { Act } from '@/kit/act'
import { Chart } from '@/kit/chart'
import { Code } from '@/kit/copy'
import { EmptyState } from '@/kit/empty'
import { Money } from '@/kit/money'
import { Page, PrintButton } from '@/kit/page'
import { bindProblem, ProblemAlert } from '@/kit/problem'
import { JobProgress, Stepper } from '@/kit/progress'
import { Facts, Section } from '@/kit/section'
import { DetailSkeleton, ListSkeleton } from '@/kit/skeletons'
import { StatusTag, VerdictTag, verdicts, type Tone } from '@/kit/status'
import { Term } from '@/kit/term'
import { useDone } from '@/kit/undo'
import { Instant } from '@/kit/when'
import { useTwo } from './sample'

const months = ['6月', '7月', '8月', '9月', '10月', '11月']
const rates = [2.1, 2.4, 2.2, 3.1, 3.6, 3.3]
const tones: Tone[] = ['good', 'warn', 'bad', 'info', 'wait', 'idle']
const fault = new Problem(422, {
  code: 'invalid_fields', detail: '有 2 处填写有误，请按各字段的提示更正', request_id: 'req_01JDQ4T8',
  errors: [{ pointer: '/name', detail: '名称已被占用' }, { pointer: '/other', detail: '费率卡已过期，请先更新' }],
})

export default function Parts() {
  const two = useTwo()
  const done = useDone()
  const [form] = Form.useForm()
  const [error, setError] = useState<unknown>(null)
  const option = useMemo(() => ({ xAxis: { type: 'category', data: months }, yAxis: { type: 'value', axisLabel: { formatter: '{value}%' } }, series: [{ type: 'line', name: '逾期率', data: rates, smooth: false }] }), [])
  const cny = (amount: number) => ({ amount, currency: 'CNY' })
  return (
    <Page title={two('部件', 'Parts')} actions={<PrintButton />}>
      <Section title={two('金额与状态', 'Money and states')}>
        <Facts
          of={[
            { label: two('应收', 'Receivable'), value: <Money value={cny(12990000)} strong /> },
            { label: two('退款', 'Refund'), value: <Money value={cny(-129900)} /> },
            { label: two('借贷', 'Dr/Cr'), value: <><Money value={cny(4500)} sign="debit_credit" /> <Money value={cny(-4500)} sign="debit_credit" /></> },
            { label: two('哈希', 'Hash'), value: <Code text="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" short={12} /> },
            { label: two('时间', 'Time'), value: <Instant at="2026-11-21T01:12:00Z" relative /> },
            { label: two('术语', 'Term'), value: <Term of="effective_rate" /> },
          ]}
        />
        <p>{verdicts.map((v) => <span key={v}><VerdictTag verdict={v} /> </span>)}</p>
        <p>{tones.map((t) => <span key={t}><StatusTag tone={t}>{t}</StatusTag> </span>)}</p>
      </Section>
      <Section title={two('动作', 'Acts')}>
        <div className="fm-actions">
          <Button type="primary" onClick={() => done(two('已标记', 'Marked'), () => Promise.resolve())}>{two('可撤销的动作', 'An act with undo')}</Button>
          <Act permission="ledger.write_off" danger>{two('核销', 'Write off')}</Act>
          <Act permission="order.decide" blocked={two('本期已关账', 'The period is closed')}>{two('入账', 'Book')}</Act>
          <Button danger type="primary">{two('发送律师函', 'Send lawyer letter')}</Button>
        </div>
      </Section>
      <Section title={two('走势', 'Trend')}>
        <Chart
          label={two('近六个月逾期率', 'Overdue rate, six months')}
          option={option}
          table={
            <table className="fm-table"><thead><tr><th scope="col">{two('月', 'Month')}</th><th scope="col" className="fm-right">%</th></tr></thead>
              <tbody>{months.map((m, i) => <tr key={m}><td>{m}</td><td className="fm-right">{rates[i]}</td></tr>)}</tbody></table>
          }
        />
      </Section>
      <Section title={two('问题与表单', 'Problems and forms')}>
        <Form form={form} layout="vertical" onFinish={() => { const rest = bindProblem(form, fault); setError(new Problem(422, { detail: fault.detail, request_id: fault.requestId, errors: [...rest] })) }}>
          <Form.Item name="name" label={two('名称', 'Name')}><Input /></Form.Item>
          {error !== null && <ProblemAlert error={error} />}
          <Button htmlType="submit">{two('提交', 'Submit')}</Button>
        </Form>
      </Section>
      <Section title={two('任务', 'Jobs')}>
        <Stepper at={1} steps={[{ title: two('选择', 'Choose') }, { title: two('预览', 'Preview') }, { title: two('执行', 'Run') }]} />
        <JobProgress job={{ state: 'running', done: 612, failed: 3, total: 1240 }} cancel={() => undefined} />
        <JobProgress job={{ state: 'partial', done: 1237, failed: 3, total: 1240 }} resultUrl="#" retryFailed={() => undefined} />
      </Section>
      <Section title={two('空与等待', 'Empty and waiting')}>
        <EmptyState done title={two('今天没有要办的事', 'Nothing to do')} />
        <div data-sample="">
          <ListSkeleton rows={3} />
          <DetailSkeleton />
        </div>
      </Section>
    </Page>
  )
}
