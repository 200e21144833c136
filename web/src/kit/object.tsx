import { Link } from 'react-router'
import { useSay, type Key } from '@/i18n'
import { catalogue } from '@/i18n/catalogue'

/** Where each noun's pages are; a noun without a place is named, not linked. */
const places: Readonly<Record<string, string>> = {
  order: '/orders/', customer: '/customers/', contract: '/contracts/', statement: '/statements/', casefile: '/casefiles/', channel: '/channels/',
  user: '/staff/', job: '/jobs/', notice: '/notices/', approval: '/approvals/', difference: '/differences/', promotion: '/promotions/', policy: '/policies/', quote: '/quotes/', disclosure: '/shown/',
}

/** "order:ord_1" as its noun and its id; a text without a colon has no noun. What follows a slash only says which part of it is meant. */
export function splitObject(object: string): { noun: string; id: string } {
  const [whole = ''] = object.split('/')
  const at = whole.indexOf(':')
  return at < 0 ? { noun: '', id: whole } : { noun: whole.slice(0, at), id: whole.slice(at + 1) }
}

/** The page of an object, if there is one. */
export function objectPath(object: string): string | undefined {
  const { noun, id } = splitObject(object)
  const place = Object.hasOwn(places, noun) ? places[noun] : undefined
  return place === undefined || id === '' ? undefined : place + encodeURIComponent(id)
}

/** The last figures are what tells two ids apart. */
const brief = (id: string) => (id.length > 20 ? `…${id.slice(-6)}` : id)

/** The name of a noun in the chosen language; a noun that the page does not know stays as it is. */
export function useNoun(): (noun: string) => string {
  const say = useSay() as (key: Key) => string
  return (noun) => {
    const key = `kit.noun.${noun}`
    return key in catalogue ? say(key as Key) : noun
  }
}

/** A thing named by its noun and id, with the way to its page. */
export function ObjectLink({ of, plain = false }: { of: string; plain?: boolean }) {
  const noun = useNoun()
  const parts = splitObject(of)
  const name = (
    <span title={of} className="fm-nowrap">
      {parts.noun !== '' && `${noun(parts.noun)} `}
      <code>{brief(parts.id)}</code>
    </span>
  )
  const to = plain ? undefined : objectPath(of)
  return to === undefined ? name : <Link to={to}>{name}</Link>
}
