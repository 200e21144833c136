import { WarningOutlined } from './icons'
import { useSay } from '@/i18n'
import { Instant } from './when'

/** How fresh the figures are and what is not in them yet; nothing partial is shown as if it were whole. */
export function AsOf({ at, missing = [] }: { at?: string | null; missing?: readonly string[] }) {
  const say = useSay()
  if (!at && missing.length === 0) return null
  return (
    <p className="fm-asof">
      {at && (
        <>
          {say('kit.asof')} <Instant at={at} />
        </>
      )}
      {missing.length > 0 && (
        <span className="fm-asof-missing">
          <WarningOutlined aria-hidden="true" /> {say('kit.missing')} {missing.join(say('kit.comma'))}
        </span>
      )}
    </p>
  )
}
