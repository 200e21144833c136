import { CodeOutlined } from './icons'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useSay } from '@/i18n'
import { CopyButton } from './copy'

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The path with its query, such as /v1/orders?state=hold. */
  path: string
  body?: unknown
}

const quote = (s: string) => `'${s.replaceAll("'", `'\\''`)}'`

/** The same call for a terminal. The key comes from the environment: a real one never stands on a screen. */
export function curl({ method = 'GET', path, body }: Call, origin: string): string {
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quote(origin + path)}`, `-H "Authorization: Bearer $FENMING_TOKEN"`]
  if (method === 'POST') lines.push('-H "Idempotency-Key: $(uuidgen)"')
  if (body !== undefined) lines.push(`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(body, null, 2))}`)
  return lines.join(' \\\n  ')
}

/** Shows how a program would ask for what this screen shows. */
export function CurlButton({ call }: { call: Call }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const text = curl(call, location.origin)
  return (
    <>
      <Button className="fm-noprint fm-nophone" icon={<CodeOutlined />} onClick={() => setOpen(true)} aria-haspopup="dialog">
        curl
      </Button>
      <Modal title={say('kit.curl.title')} open={open} onCancel={() => setOpen(false)} footer={null} width={720} destroyOnHidden>
        <p className="fm-soft">{say('kit.curl.text')}</p>
        <div className="fm-pre">
          {/* A scrolling block must be reachable by keyboard. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0}>{text}</pre>
          <CopyButton text={text} />
        </div>
      </Modal>
    </>
  )
}
