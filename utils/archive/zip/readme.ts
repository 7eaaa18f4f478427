/** For whoever finds the file in ten years. */
export const README = `Linkshot export

index.html       all links, with their tags and kept pages; open it in any browser
pages/           kept pages as HTML files that need no network, and their pictures
data/*.jsonl     everything about links, tags and pages, one JSON object a line
blobs/, thumbs/  parts of pages, named by the SHA-256 of their content (.gz: packed)
linkshot.json    what is where, and how to tell whether it is complete

To bring it back: Linkshot, Settings, Export and import. The format is described in
docs/EXPORT-FORMAT.md of Linkshot's source.


链接快照导出文件

index.html       全部链接及其标签和快照，用任何浏览器打开
pages/           快照页面（HTML，无需联网）及其截图
data/*.jsonl     链接、标签和快照的全部信息，每行一个 JSON 对象
blobs/、thumbs/  页面的各个部分，以内容的 SHA-256 命名（.gz 为压缩）
linkshot.json    清单，可据此检查是否完整

恢复方法：链接快照 → 设置 → 导出与导入。格式说明见源码中的 docs/EXPORT-FORMAT.md。
`
