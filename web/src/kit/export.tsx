import { DownloadOutlined } from './icons'
import { App, Dropdown } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Problem } from '@/api/problem'
import { useSay } from '@/i18n'
import { Act } from './act'

export type Format = 'xlsx' | 'csv'

/** An export that is ready at once, one that was saved already, or one that the download centre will hold. */
export type Exported = { url: string } | { saved: string } | { job: string }

interface Props {
  permission?: string
  /** Starts the export of what is seen: the same filters, the same columns. */
  start: (format: Format) => Promise<Exported>
}

/** What you see is what you export: a table for people (XLSX) or for programs (CSV). */
export function ExportMenu({ permission, start }: Props) {
  const say = useSay()
  const { message, notification } = App.useApp()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const run = async (format: Format) => {
    setBusy(true)
    try {
      const done = await start(format)
      if ('url' in done) {
        location.assign(done.url)
        void message.success(say('kit.export.ready'))
      } else if ('saved' in done) {
        void message.success(say('kit.export.ready'))
      } else {
        void message.info({ content: say('kit.export.later'), onClick: () => void navigate(`/downloads?job=${done.job}`) })
      }
    } catch (e) {
      const problem = Problem.from(e)
      notification.error({ title: say('kit.export.failed'), description: problem.message })
    } finally {
      setBusy(false)
    }
  }
  const button = (
    <Act permission={permission} icon={<DownloadOutlined />} loading={busy} className="fm-noprint">
      {say('kit.export.button')}
    </Act>
  )
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: say('kit.export.xlsx') },
          { key: 'csv', label: say('kit.export.csv') },
        ],
        onClick: ({ key }) => void run(key === 'csv' ? 'csv' : 'xlsx'),
      }}
    >
      {button}
    </Dropdown>
  )
}
