import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeEach, vi } from 'vitest'
import { i18n } from '@/i18n'

// A busy machine draws late; what never comes still fails.
configure({ asyncUtilTimeout: 15_000 })

beforeEach(async () => {
  localStorage.clear()
  await i18n.changeLanguage('zh-CN')
})

afterEach(() => {
  cleanup()
})

// A part that loads its chart lazily may still be loading it when its last test
// ends; the environment must not be taken away under it.
afterAll(async () => {
  await vi.dynamicImportSettled()
})
