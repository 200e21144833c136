import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useSay } from '@/i18n'
import { Pre } from '@/kit/pre'

/** A secret that is seen once: what to do with it stands above, and one must say that it is kept. */
export function ShownOnce({ title, text, label, secret, below, close }: { title: string; text: string; label: string; secret: string; below?: ReactNode; close: () => void }) {
  const say = useSay()
  return (
    <div role="status">
      <Alert type="success" showIcon title={title} description={text} />
      <Pre text={secret} label={label} />
      {below !== undefined && <div className="fm-shown-below">{below}</div>}
      <div className="fm-actions fm-shown-foot">
        <Button type="primary" onClick={close}>
          {say('staff.close')}
        </Button>
      </div>
    </div>
  )
}
