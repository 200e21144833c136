import { Page } from '@/kit/page'
import { Section } from '@/kit/section'
import { send, UploadDrop } from '@/kit/upload'
import { useTwo } from './sample'

interface Taken {
  platform: string
  day: string
  lines: number
}

export default function Import() {
  const two = useTwo()
  return (
    <Page title={two('导入对账单', 'Import statements')}>
      <Section title={two('拖入文件', 'Drop files')}>
        <UploadDrop
          title={two('把对账单拖到这里，或点击选择', 'Drop statements here, or click to choose')}
          hint={two('ZIP、CSV、XLSX 都可以，不必先解压；同一个文件导入两次不会重复入账。', 'ZIP, CSV or XLSX, no need to unpack; the same file twice books nothing twice.')}
          accept=".zip,.csv,.xlsx"
          max={50 * 1_048_576}
          upload={(file, onPart) => send('/v1/sample/upload', file, onPart)}
          result={(r) => {
            const taken = r as Taken
            return <span className="fm-soft">{`${taken.platform} · ${taken.day} · ${taken.lines}`}</span>
          }}
        />
      </Section>
    </Page>
  )
}
