import type { Resource } from '../model/snapshot.ts'
import type { MarkupType } from './parse-document.ts'

/** A document ready to be shown, with all it refers to at known addresses. */
export interface Rendered {
  markup: string
  type: MarkupType
  quirky: boolean
  /** The PDF the document stands for. */
  pdf?: Blob | undefined
}

/** Where a snapshot is replayed: in the viewer from blob: addresses, in a file from data: addresses. */
export interface Medium {
  /**
   * An address that gives the body for as long as the replay lasts.
   * @param resource what it was kept as; undefined for a sheet that another imports
   */
  address(body: Blob, resource?: Resource): Promise<string>
  /** The markup a document is rendered from, and its type; `key` is '0' for the main one. */
  source(markup: string, type: MarkupType, key: string): { markup: string; type: MarkupType }
  /** Makes a parsed document fit for the medium, before it is cleaned. */
  prepare?(doc: Document): void
  /** Applies a style sheet where its `<link>` stands; `cid` is the name it is stored under. */
  placeSheet(link: Element, css: string, cid: string): Promise<void>
  /** Shows a child document in its frame. */
  placeFrame(frame: Element, key: string, child: Rendered): Promise<void>
  /** Last touches before a document becomes text. */
  finish(doc: Document, key: string): void
}
