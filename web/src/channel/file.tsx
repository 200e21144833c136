import { Form } from 'antd'
import { useSay } from '@/i18n'
import type { Once } from '@/kit/dialog'
import { send } from '@/kit/upload'

/** The largest file taken, in bytes; the server checks again. */
const largest = 20 * 1_048_576

/** A file input that a form can hold: its value is the file, which no attribute can carry. */
function FileInput({ id, onChange }: { id?: string; onChange?: (file: File | undefined) => void }) {
  return <input id={id} type="file" onChange={(e) => onChange?.(e.target.files?.[0])} />
}

/** One file, chosen by pointer or keyboard. */
export function FileField({ label }: { label: string }) {
  const say = useSay()
  return (
    <Form.Item
      name="file"
      label={label}
      required
      rules={[
        {
          validator: (_r, file: unknown) => {
            if (!(file instanceof File)) return Promise.reject(new Error(say('channel.file_need')))
            return file.size > largest ? Promise.reject(new Error(say('kit.upload.too_large', { n: Math.floor(largest / 1_048_576) }))) : Promise.resolve()
          },
        },
      ]}
    >
      <FileInput />
    </Form.Item>
  )
}

/** Sends a file as the whole body; its name travels beside it. */
export const sendFile = (path: string, file: File, once: Once) =>
  send(`${path}?${new URLSearchParams({ name: file.name }).toString()}`, file, () => undefined, once['Idempotency-Key'], true)
