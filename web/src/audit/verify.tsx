import { ArrowLeftOutlined, DownloadOutlined, SafetyCertificateOutlined } from '@/kit/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { Link } from 'react-router'
import { api, data } from '@/api/client'
import { useSay } from '@/i18n'
import { Code } from '@/kit/copy'
import { Page, PrintButton } from '@/kit/page'
import { Pre, saveText } from '@/kit/pre'
import { ProblemAlert } from '@/kit/problem'
import { Facts, Section } from '@/kit/section'
import { ListSkeleton } from '@/kit/skeletons'
import { StatusTag } from '@/kit/status'
import type { Report } from './rules'

/** What a verification found, in a sentence first. */
export function ReportView({ report }: { report: Report }) {
  const say = useSay()
  return (
    <div role="status">
      <p className="fm-verdict">
        <StatusTag tone={report.ok ? 'good' : 'bad'}>
          {report.ok ? say('audit.verify.ok', { n: report.entries }) : say('audit.verify.bad', { n: report.findings.length })}
        </StatusTag>
      </p>
      {!report.ok && <p className="fm-gap">{say('audit.verify.bad_text')}</p>}
      <Facts
        of={[
          { label: say('audit.verify.entries'), value: report.entries },
          { label: say('audit.verify.unsealed'), value: report.unsealed },
          { label: say('audit.verify.root'), value: <Code text={report.root} /> },
        ]}
      />
      {report.findings.length > 0 && (
        <table className="fm-table fm-dense">
          <caption className="fm-hidden">{say('audit.verify.findings')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('audit.verify.record')}</th>
              <th scope="col">{say('audit.verify.what')}</th>
            </tr>
          </thead>
          <tbody>
            {report.findings.map((f, i) => (
              <tr key={i}>
                <td>{f.record.startsWith('aud_') ? <Link to={`/audit/${f.record}`}>{f.record}</Link> : f.record}</td>
                <td>{f.what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Checkpoint() {
  const say = useSay()
  const query = useQuery({ queryKey: ['audit', 'checkpoint'], queryFn: ({ signal }) => data(api.GET('/v1/audit/checkpoint', { signal })) })
  return (
    <Section
      title={say('audit.checkpoint')}
      extra={
        query.data && (
          <Button size="small" icon={<DownloadOutlined />} onClick={() => saveText('checkpoint.txt', query.data.checkpoint)}>
            {say('audit.checkpoint_save')}
          </Button>
        )
      }
    >
      <p className="fm-soft">{say('audit.checkpoint_text')}</p>
      {query.isError && <ProblemAlert error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <ListSkeleton rows={2} />}
      {query.data && (
        <>
          <Pre text={query.data.checkpoint} label={say('audit.checkpoint')} />
          <h3>{say('audit.verifier')}</h3>
          <Code text={query.data.verifier} />
        </>
      )}
    </Section>
  )
}

export default function Verify() {
  const say = useSay()
  const verify = useMutation({
    mutationFn: ({ held }: { held?: string }) => data(api.POST('/v1/audit/verify', { body: { checkpoint: held?.trim() ? held : undefined } })),
  })
  return (
    <>
      <nav aria-label={say('kit.detail.back')} className="fm-back fm-noprint">
        <Link to="/audit">
          <ArrowLeftOutlined aria-hidden="true" /> {say('audit.title')}
        </Link>
      </nav>
      <Page title={say('audit.verify.title')} below={<p className="fm-soft">{say('audit.verify.below')}</p>} actions={<PrintButton />}>
        <Section title={say('audit.verify')}>
          <Form<{ held?: string }> layout="vertical" onFinish={(v) => verify.mutate(v)} className="fm-noprint">
            <Form.Item name="held" label={say('audit.verify.held')} extra={say('audit.verify.held_hint')}>
              <Input.TextArea rows={2} maxLength={4000} spellCheck={false} className="fm-mono" />
            </Form.Item>
            <Button type="primary" htmlType="submit" icon={<SafetyCertificateOutlined />} loading={verify.isPending}>
              {say('audit.verify.do')}
            </Button>
          </Form>
          {verify.isError && <ProblemAlert error={verify.error} />}
          {verify.data && <ReportView report={verify.data} />}
        </Section>
        <Checkpoint />
      </Page>
    </>
  )
}
