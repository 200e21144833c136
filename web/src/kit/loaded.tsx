import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemAlert } from './problem'
import { DetailSkeleton } from './skeletons'

/** A part of a page that has its own question to the server: its wait, its fault, its answer. */
export function Loaded<T>({ query, children, wait }: { query: UseQueryResult<T>; children: (data: T) => ReactNode; wait?: ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.isError) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />
  return <>{wait ?? <DetailSkeleton />}</>
}
