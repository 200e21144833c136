import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { show } from '@/test/render'
import { UploadDrop } from './upload'

const file = (name: string, size = 4) => new File(['x'.repeat(size)], name)
const drop = (upload: (f: File, on: (part: number) => void) => Promise<unknown>, max = 100) => (
  <UploadDrop title="拖到这里" hint="ZIP 或 CSV" max={max} upload={upload} result={(r) => <b>{String(r)}</b>} />
)

describe('UploadDrop', () => {
  test('files go one after the other and each tells its end', async () => {
    const order: string[] = []
    const upload = vi.fn(async (f: File) => {
      order.push(`+${f.name}`)
      await Promise.resolve()
      order.push(`-${f.name}`)
      if (f.name === 'b.csv') throw new Problem(422, { detail: '合计行对不上' })
      return `收到 ${f.name}`
    })
    show(drop(upload))
    fireEvent.change(screen.getByLabelText('拖到这里'), { target: { files: [file('a.csv'), file('b.csv'), file('c.csv')] } })
    await screen.findByText('收到 c.csv')
    expect(order).toEqual(['+a.csv', '-a.csv', '+b.csv', '-b.csv', '+c.csv', '-c.csv'])
    expect(screen.getByText('合计行对不上')).toBeTruthy()
    expect(screen.getAllByText('已收到')).toHaveLength(2)
    expect(screen.getAllByText('未收下')).toHaveLength(1)
  })

  test('a file that is too large never leaves the machine', async () => {
    const upload = vi.fn()
    show(drop(upload, 3))
    fireEvent.drop(screen.getByText('拖到这里').parentElement!, { dataTransfer: { files: [file('big.zip')] } })
    await screen.findByText(/请拆分后再传/)
    expect(upload).not.toHaveBeenCalled()
  })
})
