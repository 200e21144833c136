import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { api } from '@/api/client'
import { Problem } from '@/api/problem'
import { Door } from '@/app/signin'
import { useSay } from '@/i18n'
import { ProblemAlert } from '@/kit/problem'
import { DetailSkeleton } from '@/kit/skeletons'

/** The token after the #, which a browser sends to no server, and the shop that stands before its dot. */
export function readLink(hash: string): { token: string; tenant: string } | null {
  const token = hash.replace(/^#/, '')
  const at = token.indexOf('.')
  return at > 0 && at < token.length - 1 ? { token, tenant: token.slice(0, at) } : null
}

/** Opens the demo shop by the one-time link that the program printed. */
export function Enter() {
  const say = useSay()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { hash } = useLocation()
  const [link] = useState(() => readLink(hash))
  const [error, setError] = useState<unknown>(null)
  // The link works once, so that it must not be tried twice.
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current || link === null) return
    begun.current = true
    api.POST('/v1/demo/enter', { body: { token: link.token }, params: { query: { tenant: link.tenant } } }).then(
      () => {
        client.clear()
        void navigate('/', { replace: true })
      },
      (e: unknown) => setError(e),
    )
  }, [link, navigate, client])
  const failure = link === null ? new Problem(400, { detail: say('demo.enter_none') }) : error
  return (
    <Door title={failure === null ? say('demo.enter') : say('demo.enter_bad')}>
      {failure === null ? (
        <DetailSkeleton />
      ) : (
        <ProblemAlert
          error={failure}
          action={
            <Button size="small" onClick={() => void navigate('/signin', { replace: true })}>
              {say('demo.signin')}
            </Button>
          }
        />
      )}
    </Door>
  )
}
