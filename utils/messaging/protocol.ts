import type { FreedAnswer, ProjectAnswer, SignInAnswer, SyncReason } from '../model/cloud.ts'
import type { ErrorReason } from '../model/error.ts'
import type { FetchOutcome, FrameCapture, Wanted } from '../model/frame-capture.ts'
import type { LinkState } from '../model/link.ts'
import type { SettingKey, Settings } from '../model/setting.ts'
import type { Snapshot, Trigger } from '../model/snapshot.ts'

/** What a frame's script is told once the page is stored. */
export interface Committed {
  snapshot: string
  /** Names of the bodies that were handed over before and are stored, any frame's. */
  early: string[]
  /** All that the frame's script had to bring is there. */
  done: boolean
}

/** What keeping a page came to. */
export interface Kept {
  linkId: number
  snapshot: string
  /** Undo it with `undo`. */
  actId: string
}

/** What one typed address came to. */
export interface AddedLink {
  url: string
  linkId: number
  actId: string
  /** The address was in the library before. */
  already: boolean
  /** 'queued': its page is being kept; 'needs-permission': only the link was kept. */
  capture: 'queued' | 'needs-permission' | 'none'
}

/** What one line of a list of addresses came to. */
export type AddedLine = AddedLink | { url: string; reason: ErrorReason }

/** A tab that was chosen, and what it showed then. */
export interface ChosenTab {
  tabId: number
  url: string
  title: string
}

/** What keeping all tabs of a window came to. */
export interface KeptWindow {
  /** Kept where they stand. */
  kept: number
  /** Added as links whose pages are opened and kept in their turn. */
  queued: number
  /** Pages of browser and extensions, and those that another tab shows too. */
  skipped: number
}

export interface LinkPatch {
  title?: string
  note?: string
  starred?: 0 | 1
  state?: Exclude<LinkState, 'trash'>
}

/**
 * Every message and its answer. Bodies travel only where a page hands over what it read.
 * A failing handler rejects the sender's promise with the LinkshotError it threw.
 */
export interface Protocol {
  /** Keeps the page in a tab: what popup, shortcut, menu and command line all end in. */
  'keep-tab': (data: {
    tabId: number
    trigger: Trigger
    tags?: string[]
    /** Photographs the whole page or only what is visible, this once. */
    wholePicture?: boolean
    /** The frame of which only what is selected is kept. */
    selection?: number
  }) => Promise<Kept>
  /** Ends the photographing of a whole page; what was visible is kept. */
  'stop-picture': (data: { snapshot: string }) => Promise<void>
  /** Keeps only the address of a tab whose page can't be captured. */
  'keep-address': (data: { url: string; title: string }) => Promise<AddedLink>
  /**
   * Adds typed addresses as one act and, if asked and allowed, keeps their pages from quiet tabs; each line is
   * answered in its place, a bad one refuses itself only.
   */
  'add-links': (data: {
    urls: string[]
    tags: string[]
    capture: boolean
    /** What each was called where it was found; stands until its page is kept. */
    titles?: string[]
    /** Tags of each beside those of all. */
    ownTags?: string[][]
  }) => Promise<{ actId: string; lines: AddedLine[] }>
  /** Opens links again for another version each. */
  'keep-again': (data: { linkIds: number[] }) => Promise<{ capture: AddedLink['capture'] }>
  /**
   * Opens a link in a tab in front for another version, and closes that: what a page does only while somebody
   * sees it is in it. Fails with 'no-permission' without all sites.
   */
  'keep-visibly': (data: { linkId: number }) => Promise<Kept>
  'retry-link': (data: { linkId: number }) => Promise<void>
  /** Tries failed links again, in the batches they are of. */
  'retry-links': (data: { linkIds: number[] }) => Promise<void>
  /** Opens waiting links before all others, in this order; those that wait for another try have it at once. */
  'hurry-links': (data: { linkIds: number[] }) => Promise<void>
  /**
   * Drops links' failed or waiting jobs, and stops running ones; the links stay. `undo` with the `actId` puts
   * the jobs back, for some minutes; '' where there were none.
   */
  'dismiss-link-jobs': (data: { linkIds: number[] }) => Promise<{ actId: string }>
  'edit-links': (data: { linkIds: number[]; patch: LinkPatch }) => Promise<{ actId: string }>
  'tag-links': (data: {
    linkIds: number[]
    add: string[]
    remove: number[]
  }) => Promise<{ actId: string }>
  'trash-links': (data: { linkIds: number[] }) => Promise<{ actId: string }>
  'restore-links': (data: { linkIds: number[] }) => Promise<{ actId: string }>
  /** Deletes for good; undo works until the journal is cleared after 30 days. */
  'delete-links': (data: { linkIds: number[] }) => Promise<{ actId: string }>
  /** Makes links one: `keep` gets versions, tags, notes and star of the others, which go. */
  'merge-links': (data: { keep: number; others: number[] }) => Promise<{ actId: string }>
  /** Makes a tag of a path such as '前端/React', with the tags above it. */
  'create-tag': (data: { path: string }) => Promise<{ actId: string; tagId: number }>
  /** Fails with 'tag-exists' and that tag's id as detail where a sibling has the name. */
  'rename-tag': (data: { tagId: number; name: string }) => Promise<{ actId: string }>
  /** `colour` is one of TAG_COLOURS, or '' for the one that follows from the tag's id. */
  'colour-tag': (data: { tagId: number; colour: string }) => Promise<{ actId: string }>
  /** Puts a tag under another, 0 for the top. Fails with 'tag-exists' or 'tag-inside-itself'. */
  'move-tag': (data: { tagId: number; parent: number }) => Promise<{ actId: string }>
  /** Links and inner tags of one tag go to another, which takes its name as an alias. */
  'merge-tags': (data: { from: number; into: number }) => Promise<{ actId: string }>
  /** Deletes tags and those inside them; links stay. Says how many tags went and how many links lost one. */
  'delete-tags': (data: {
    tagIds: number[]
  }) => Promise<{ actId: string; deleted: number; links: number }>
  /** Ends undo for all acts so far and removes what only undo needed. @returns bytes freed */
  'free-space': (data: Record<string, never>) => Promise<{ bytes: number }>
  'undo': (data: { actId: string }) => Promise<void>
  /**
   * Keeps all tabs of a window: each where it stands, those that sleep or fail as links that are opened
   * again. Fails with 'no-permission' without all sites, since tabs hide their addresses then. The menu
   * opens `library.html#/add?window=ID` in that case: there a click asks for the permission and sends this.
   */
  'keep-window': (data: { windowId: number }) => Promise<KeptWindow>
  /** Keeps tabs where they stand like 'keep-window', with tags. */
  'keep-tabs': (data: { tabs: ChosenTab[]; tags: string[] }) => Promise<KeptWindow>
  'set-setting': <K extends SettingKey>(data: { key: K; value: Settings[K] }) => Promise<void>
  /** The hosts permission was given: waiting links are tried again, badges drawn. */
  'permissions-changed': (data: Record<string, never>) => Promise<void>

  /** Looks at a Supabase project and, where it can be synced with, remembers it as the one to sign in to. */
  'use-project': (data: { url: string; key: string }) => Promise<ProjectAnswer>
  /** Forgets the project; only while signed out. */
  'forget-project': (data: Record<string, never>) => Promise<void>
  /** What the project lets people sign in with, read anew. */
  'project-providers': (data: Record<string, never>) => Promise<ProjectAnswer>
  /**
   * Signs in through a window of the browser, opens the account's library and begins to sync. Pages of ours load
   * anew when the library is another. `takesOver`: what was kept without signing in becomes the account's, where
   * the account has no library in this browser.
   */
  'sign-in': (data: { provider: string; takesOver: boolean }) => Promise<SignInAnswer>
  /** The library stays in this browser for the next time; the one without an account is opened. */
  'sign-out': (data: { everywhere: boolean }) => Promise<void>
  /** Runs a pass now. `removals` answers the question of a pass that asked. */
  'sync-now': (data: { removals?: 'remove' | 'keep' }) => Promise<void>
  /** Tries refused records again; where `ids` are given, those. */
  'retry-rejected': (data: { ids?: string[] }) => Promise<void>
  /** Gives up edits the server refused: what the server has comes back. */
  'discard-rejected': (data: { ids: string[] }) => Promise<void>
  /** Deletes all the account has in the cloud; the library here stays and is no longer synced. */
  'delete-cloud-data': (data: Record<string, never>) => Promise<void>
  /** Fetches what a version lacks in this browser. @returns how many bodies are nowhere, or why it failed */
  'fetch-bodies': (data: { snapshot: string }) => Promise<{ lost: number } | { reason: SyncReason }>
  /** Removes bodies here that the cloud confirms to have; they come back when their version is opened. */
  'free-bodies': (data: Record<string, never>) => Promise<FreedAnswer>

  /** Builds the index of all words anew; what is there is searched until the new one is complete. */
  'rebuild-index': (data: Record<string, never>) => Promise<void>
  /** The index is up to date, or could not be brought there; from the page that does it. */
  'indexed': (data: Record<string, never>) => Promise<void>
  /** What came of comparing a snapshot with the page it was. */
  'verified': (data: {
    snapshot: string
    verification: NonNullable<Snapshot['verification']>
  }) => Promise<void>
  /** A small picture of a snapshot that has none, as base64 of a JPEG; '' where there can be none. */
  'drawn': (data: { snapshot: string; picture: string }) => Promise<void>
  /** A frame's script hands over what it read; the answer waits for the commit. */
  'page-frame': (data: { capture: FrameCapture }) => Promise<Committed>
  /**
   * A frame's script hands over bodies before the commit, the last ones with `done`. The answer to
   * 'page-frame' tells which of them were stored. After one that was not `taken` it is not done.
   */
  'page-early': (data: {
    run: string
    outcomes: FetchOutcome[]
    done: boolean
  }) => Promise<{ more: Wanted[]; taken: boolean }>
  /**
   * A frame's script hands over fetched bodies; style sheets may ask for more. `done` where it has tried all
   * it knew of, and in the answer once that was noted: until then it goes on.
   */
  'page-resources': (data: {
    snapshot: string
    key: string
    outcomes: FetchOutcome[]
    done: boolean
  }) => Promise<{ more: Wanted[]; done: boolean }>
}

export type MessageName = keyof Protocol
export type MessageData<K extends MessageName> = Parameters<Protocol[K]>[0]
export type MessageAnswer<K extends MessageName> = Awaited<ReturnType<Protocol[K]>>
