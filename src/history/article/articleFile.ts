import type { Language } from '../../language/language.ts';
import { type Article, type ArticlePart, articleParts } from '../../swarm/events.ts';

/** How the parts are called. In a file both names stand, that of the case's language first. */
export const partNames: Record<Language, Record<Exclude<ArticlePart, 'title'>, string>> = {
  en: { problem: 'Problem', environment: 'Environment', cause: 'Cause', fix: 'Fix', found: 'How it was found' },
  ja: { problem: '問題', environment: '環境', cause: '原因', fix: '解決方法', found: '原因の突き止め方' },
};

const bodyParts = articleParts.filter((part) => part !== 'title');
const heading = (part: (typeof bodyParts)[number], language: Language): string => {
  const other: Language = language === 'ja' ? 'en' : 'ja';
  return `${partNames[language][part]} / ${partNames[other][part]}`;
};

/** The article in Markdown (CommonMark): what people wrote stands letter for letter, and nothing in it acts as markup. */
export function articleInMarkdown(article: Article, language: Language): string {
  const parts = bodyParts
    .filter((part) => article[part].trim() !== '')
    .map((part) => `## ${heading(part, language)}\n\n${inMarkdown(article[part])}\n`);
  return `# ${inMarkdown(article.title.replace(/\s+/g, ' '))}\n\n${parts.join('\n')}`;
}

/** The same as a page of HTML, without script, style or anything from elsewhere. */
export function articleInHtml(article: Article, language: Language): string {
  const title = inHtml(article.title);
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<h1>${title}</h1>
${articleBody(article, language)}
</body>
</html>
`;
}

/** What stands under its title, as a knowledge base takes it: nothing that people wrote acts as markup. */
export const articleBody = (article: Article, language: Language): string =>
  bodyParts
    .filter((part) => article[part].trim() !== '')
    .map((part) => `<h2>${inHtml(heading(part, language))}</h2>\n<p>${inHtml(article[part].trim())}</p>`)
    .join('\n');

const inMarkdown = (text: string): string =>
  text
    .trim()
    .split(/\r\n?|\n/)
    .map((line) =>
      line
        .replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&')
        // What begins a list, a heading's underline or a quoted part only does so at the beginning.
        .replace(/^(\s*)([-+=:])/, '$1\\$2')
        .replace(/^(\s*\d+)([.)])/, '$1\\$2')
        // Four blanks would begin a block of code.
        .replace(/^[ \t]+/, ''),
    )
    .map((line) => (line === '' ? '' : `${line}  `))
    .join('\n')
    .trimEnd();

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const inHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (each) => entities[each] ?? each).replace(/\r\n?|\n/g, '<br>\n');
