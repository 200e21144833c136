import { Skeleton } from 'antd'
import { useSay } from '@/i18n'

function Waiting({ children }: { children: React.ReactNode }) {
  const say = useSay()
  return (
    <div role="status" aria-busy="true">
      <span className="fm-hidden">{say('kit.loading')}</span>
      <div aria-hidden="true">{children}</div>
    </div>
  )
}

/** The shape of a list while it comes: the page does not jump when it is there. */
export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Waiting>
      <div className="fm-skeleton-rows">
        {Array.from({ length: rows }, (_, i) => (
          <Skeleton.Input key={i} active block size="small" />
        ))}
      </div>
    </Waiting>
  )
}

/** The shape of a detail page while it comes. */
export function DetailSkeleton() {
  return (
    <Waiting>
      <Skeleton active title={{ width: '40%' }} paragraph={{ rows: 2 }} />
      <Skeleton active paragraph={{ rows: 6 }} />
    </Waiting>
  )
}
