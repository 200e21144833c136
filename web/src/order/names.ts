import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { api, data } from '@/api/client'
import { useLanguage, useSay } from '@/i18n'

/** The plans of the shop, read once for names and filters. */
export function usePlans() {
  return useQuery({ queryKey: ['plans', 'names'], queryFn: ({ signal }) => data(api.GET('/v1/plans', { params: { query: { limit: 200 } }, signal })), staleTime: 300_000 })
}

/** Names a plan by its code; an unknown code stays as it is. */
export function usePlanName(): (code: string | undefined) => string {
  const language = useLanguage()
  const plans = usePlans().data?.data
  return useCallback(
    (code) => {
      const found = plans?.find((p) => p.code === code)
      if (!found) return code ?? '—'
      return language === 'en' ? found.name_en : found.name_zh
    },
    [plans, language],
  )
}

/** The platforms that the program can talk to. */
export function usePlatforms() {
  return useQuery({ queryKey: ['platforms', 'names'], queryFn: ({ signal }) => data(api.GET('/v1/platforms', { signal })), staleTime: Infinity })
}

/** Names a platform by its id; the shop's own plans have none. */
export function usePlatformName(): (id: string | undefined) => string {
  const say = useSay()
  const language = useLanguage()
  const list = usePlatforms().data?.data
  return useCallback(
    (id) => {
      if (id === undefined || id === '') return say('order.platform_none')
      if (id === 'own') return say('order.platform_own')
      const found = list?.find((p) => p.ID === id)
      if (!found) return id
      return language === 'en' ? found.NameEN : found.NameZH
    },
    [list, language, say],
  )
}

/** Platforms and plans as choices of a filter. */
export function useChoices() {
  const platforms = usePlatforms().data?.data
  const plans = usePlans().data?.data
  const platformName = usePlatformName()
  const planName = usePlanName()
  return useMemo(
    () => ({
      platforms: [...(platforms ?? []).map((p) => p.ID), 'own'].map((value) => ({ value, label: platformName(value) })),
      plans: [...new Set((plans ?? []).map((p) => p.code))].map((value) => ({ value, label: planName(value) })),
    }),
    [platforms, plans, platformName, planName],
  )
}
