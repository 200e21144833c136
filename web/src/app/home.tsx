import { Link } from 'react-router'
import { Today } from '@/home/today'
import { useSay } from '@/i18n'
import { EmptyState } from '@/kit/empty'
import { Page } from '@/kit/page'
import { useWorkplace } from '@/kit/workplace'
import { useMe } from './session'

/** What today needs. Nothing to do is a good state. */
export default function Home() {
  const say = useSay()
  const me = useMe()
  const { may } = useWorkplace()
  return (
    <Page title={say('app.home')} below={<p className="fm-soft">{say('app.home.hello', { name: me.name })} {me.demo && may('notice.read') && <Link to="/demo/letters">{say('demo.letters')}</Link>}</p>}>
      {may('home.read') ? <Today /> : <EmptyState done title={say('app.home.nothing')} text={say('app.home.nothing_text')} />}
    </Page>
  )
}
