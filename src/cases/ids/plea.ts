/**
 * Words with which somebody asks for help and says nothing of what it is about: "need help with 4712 asap", 「4715 を助けてください」. Of usual
 * signs (language/usual.ts); where nothing else is left beside a case's number, the case is what is meant.
 */
export const plea =
  /(?<![\p{L}\d])(?:(?:i|we)(?:'m|'re| am| are)?|me|us|my|our|team|folks|need(?:s|ed)?|want|looking for|help(?: out)?|assist(?:ance)?|support|some(?:one|body)|any(?:one|body)|some|any|can|could|look(?:ing)?|a look|with|into|asap|a\.s\.a\.p|now|right away|urgent(?:ly)?|quickly|is on fire|stuck (?:on|with))(?![\p{L}\d])|(?:を|で|に)?(?:大至急|至急|緊急|急ぎ|助けて|頼(?:む|みます|んだ)|手伝って|手を貸して|力を貸して|見て)(?:で|です)?(?:ほしい|欲しい|もらえ(?:ます|ません)か|いただけ(?:ます|ません)か|くれ(?:ます|ません)か)?(?:です)?/giu;
