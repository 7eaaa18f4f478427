import type { SettingKey, Settings } from '../model/setting.ts'
import { db } from './database.ts'

export async function putSetting<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
  await db.settings.put({ key, value })
}
