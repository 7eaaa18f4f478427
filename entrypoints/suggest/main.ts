import { answerSuggestions } from '../../utils/search/suggest/suggest-channel.ts'
import { suggestLinks } from '../../utils/search/suggest/suggest-links.ts'

answerSuggestions(suggestLinks)
