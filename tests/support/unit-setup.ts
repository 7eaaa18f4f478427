import 'fake-indexeddb/auto'
import '../../utils/db/track-library.ts'
