import type { Feature, FeatureWords } from './feature.ts';

/** The feature that a sentence asks about; `said`: one line without signs, a case's number as `#`. Null: none, or more is said. */
export function englishFeature(said: string): Feature | null {
  const words = said.replace(/#/g, ' ').replace(/\s+/g, ' ').trim();
  for (const { feature, named, whole, beside } of features) {
    if (whole?.test(words) || beside?.test(said)) return feature;
    if (words.replace(named, ' ') === words) continue;
    // Of two features the first is asked about: "leave a note for who takes over".
    const rest = features.reduce((left, each) => left.replace(each.named, ' '), words.replace(named, ' '));
    const others = rest.replace(people, ' ').split(/\s+/).filter(Boolean);
    if (others.every((word) => neutral.has(word.toLowerCase())) && asks(words)) return feature;
  }
  return null;
}

/** Whether it is a question, a wish or an order, and not a sentence that tells something; or nothing but a feature's usual name. */
const asks = (words: string): boolean => asking.test(words) || alone.test(words);
const alone =
  /^(?:my |the )?(?:(?:status )?notes?(?: for (?:the )?next shift)?|(?:knowledge(?: base)? |kb )?article|knowledge base|hand[- ]?over|languages?|translat(?:e|ion)|deput(?:y|ies)|working hours|availability|vacation|data|personal data|profile|contributions?|achievements?|growth|praise)(?: (?:for|of))?$/i;
const asking =
  /\b(?:how|what|where|who|whom|whose|why|which|when)\b|^(?:can|could|may|might|do|does|did|is|are|am|will|would|should|have|has|let|show|tell|give|get|i'd|i'm|i am|i'll|write|add|leave|make|put|send|ask|pass|take|find|search|look|see|set|change|edit|update|enter|remove|delete|erase|export|download|use|speak|switch|answer|reply|collect|hear|hand|stop|step|translate|thank|save|publish|record|note|list|browse|turn|name|appoint|prefer)\b|\b(?:i|we) (?:no longer |really |just )?(?:want|wish|need|must|have|has|would|'d|can't|cannot|will)\b|\bi'd\b|\b(?:please|i'm (?:going|about to|leaving|off))\b/i;

/** Whom something is said to or taken over by, by their name; `I` and names of technologies of one letter are none. */
const people = /(?<=\b(?:to|by|for|from|ask|thank|that|make|let)) [A-Z][a-z]+(?: [A-Z][a-z]+)?(?= |$)/g;

/** Words that tell nothing of a matter: of asking, of people, of time, of a swarm and of what is done with what a feature is about. */
const neutral = new Set(
  `a about above absolutely accept accepted across actually add added after again ago all allow allowed almost alone already also always am
  among an and another answer answered answers any anybody anyone anything anywhere app appear approve are around as ask asked asking asks
  at author away back be because become been before begin behind being below best better between big bit book boss bot both bring
  browse button by call called came can card cards case cases change changed changes channel channels chat check choose clear close closed
  colleague colleagues collect come comes coming contact contribute could count created create customer customers daily date day days
  decide decided decides decision deal describe did different discuss do does doing done during each early earlier easy edit edited either
  else end ended ends enough enter etc even evening ever every everybody everyone everything except expert experts explain far few field
  fill final find finish finished first fix follow for form found friday from full get gets getting give given gives go goes going gone good
  got great group had half hand handle happen happened happens hard has have having he hear heard help helped helping helps her here hers
  hidden hide him his home hour hours how however i i'd i'll i'm i've if important in inform inside instead into is it it's its itself
  join joined just keep keeps kept kind kinds knew know known knows last late later lead leader leaders leads learn learned learning learnt
  least leave leaves left less let lets like list listed little long longer look looking lot made make makes making manager managers many
  may maybe me mean means member members mention message messages middle might mine minute minutes moment monday month monthly months more morning most
  move much must my myself name names near necessary need needed needs never new next nice night no nobody none nor normal not nothing now number
  of off offer often ok old on once one ones only open opened opens option options or order organisation other others our ours out outside over own owner
  page part parts pass past pay people per perhaps person personal persons pick place plan plans please point possible post posted present press
  private privately process public publish put question questions quick quickly quite rather reach read reader reading reads ready real really
  reason receive recent recently region remember remind remove reply report request resolve resolved rest result results review right room round run
  said same saturday save saved saw say saying says search searched second see seen send sends sent set several shall share shared shares she
  should show shown shows side simple simply since single so solution solutions solve solved some somebody somehow someone something
  sometimes somewhere soon sort speak spoke start started starts stay step steps still stop stopped submit such suggest sunday supposed sure swarm swarms
  tab take taken takes talk task team teams tell tells than that that's the their them themselves then there these they they're thing things think
  this those though thought through thursday ticket tickets till time times to today together told tomorrow tonight too took topic towards tried
  tries true try trying tuesday turn turned two under understand until up upon us use used useful user uses using usually very via visible wait
  want wanted wants was way ways we we'd we're we've wednesday week weekend weekly weeks well went were what what's when when's where where's
  whether which while who who's whoever whole whom whose why will wish with within without won word words work worked works would write
  writes writing written wrong wrote year years yes yesterday yet you you'd you're you've your yours yourself
  shift shifts
  appoint download export search publish incident incidents pass record archive instead mark delete erase`.split(/\s+/),
);

/** The first that fits is meant. */
const features: readonly FeatureWords[] = [
  {
    feature: 'thank',
    named:
      /\b(?:(?:a |my |the )?(?:word of )?thanks?(?:[- ]you)?s?|thank[- ]yous?|gratitude|appreciation|(?:the )?(?:customer'?s? )?praise|what (?:the |our |a )?customers? (?:said|say|says|wrote)|(?:the )?customer'?s? (?:thanks|compliments?|kind words|feedback))\b/gi,
  },
  {
    feature: 'article',
    named:
      /\b(?:(?:knowledge(?:[- ]?base)? |kb )?articles?|knowledge[- ]?bases?|(?:the )?kb|(?:the |an? )?drafts? of (?:the )?articles?|(?:the |an? )?drafts?(?: articles?)?)\b/gi,
  },
  {
    feature: 'views',
    named:
      /\b(?:silent|quiet|quieter|shy|anonymous(?:ly)?|without (?:a |my |their |his |her )?names?|(?:(?:has|have|had)(?: not|n't)|did(?: not|n't)|never|not) (?:yet )?(?:said|say|spoken|speak|spoke|answered|written|replied|contributed|commented)(?: up)?(?: anything| a word| so far)?(?: yet)?|(?:what )?(?:we|have we|did we|do we|they|i|else)? ?(?:have |had )?(?:missed|overlooked|forgotten|not (?:yet )?(?:looked at|checked|thought of))|(?:everyone|everybody|people|others|the team|the others|the swarm|all)(?:'s|s')? (?:views?|opinions?|thoughts|ideas|input)|(?:views?|opinions?|thoughts|ideas|input) (?:of|from) (?:everyone|everybody|all|the (?:others|others|team|people))|second opinions?|what else)\b/gi,
  },
  {
    feature: 'note',
    named:
      /\b(?:(?:status |swarm |progress |handover )?notes?(?! that\b)|what (?:we|i|was|has been|have we|they)(?:'ve)? (?:have |had |has |been )*(?:tried|found|know|checked|done)(?: out)?(?: so far)?|status updates?)\b/gi,
  },
  {
    feature: 'hand-over',
    named:
      /\b(?:hand(?:ing|ed|s)?(?: it| this| that| the (?:swarm|case)| case| swarm)?\s+over|hand-?overs?|coordinat(?:e|es|ed|ion|or|ors|ing)|takes? over|taking over|takeover|pass(?:ing)?(?: it| this| the (?:swarm|case))? on|(?:my |the )?(?:shift|working day|workday|day) (?:ends|is over|finishes|is ending)(?: soon| now| today)?|leads? (?:the|this|my|a) swarm)\b/gi,
    whole: /^hand(?:ing)? (?:case |swarm )?(?:over )?(?:to )[A-Z][a-z]+(?: [A-Z][a-z]+)?$/,
    beside:
      /^(?:(?:please|can you|could you|i (?:want|need|would like|have) to|i'd like to|let's) )*(?:(?:hand(?: over)?|hand-?over|give|pass|transfer|(?:re-?)?assign|move) # (?:over |on )?to \S+(?: \S+)?|(?:make|let) \S+(?: \S+)? (?:the )?(?:coordinator|lead(?:er)?|owner) (?:of|for|on) #)(?: please)?$|^(?:can|could|may|will|should) \S+(?: \S+)? take (?:over )?#(?: over)?(?: from me| off me)?$/i,
  },
  {
    feature: 'leave',
    named:
      /\b(?:(?:step|stepping|drop|dropping|back|backing|pull|get|opt|take me|remove me|sign me|count me) (?:back|down|out|off)(?: (?:of|from))?|(?:do not|don't|no longer) want to be (?:in|part of)|remove me|(?:leave|leaving|quit|exit)(?= (?:a|the|this|that|my|swarm|it|case|$|from|early|again|when|after))|(?:decline|declining|refuse|reject|turn down|say no to)(?: (?:a|an|the|my|this|that))?(?: invitations?| invites?)?|(?<=\bi )(?:can't|cannot|can no longer|could not|am not able to|won't|will not) (?:help|go on|continue|take part|work|do|look)(?: (?:with|on|at))?(?: (?:any ?more|any longer|now|today))?|any ?more|any longer)\b/gi,
  },
  {
    feature: 'record',
    named:
      /\b(?:my (?:own )?(?:record|contributions?|growth|achievements?|progress|development|part in)|(?:what|how much|which \w+) (?:have|did|do|had) i (?:ever )?(?:learn(?:ed|t)?|grown?|achieved?|contributed?)|(?:how )?(?:i have|have i|did i|i've|i) (?:ever )?(?:grown|grow|grew|improved|developed|learn(?:ed|t)|contributed)|(?:have|did|'ve|was|were) i (?:been )?(?:help(?:ed)?|in|coordinated?|led|take part|taken part)(?: with| in)?|i (?:have |'ve |was |'ve been )?(?:helped|been in|coordinated|took part in|was in|led)(?: with| in)?|my month)\b/gi,
    whole:
      /^(?:what |how much )?(?:have|did) i (?:ever )?learn(?:ed|t)?(?: \S+){0,6}$|^what i(?: have|'ve)? learn(?:ed|t)(?: \S+){0,6}$/i,
  },
  {
    feature: 'data',
    named:
      /\b(?:(?:all |any )?(?:of )?(?:my|our|personal|own) (?:own )?(?:personal )?(?:data|information)|(?:everything|anything|all|what|what all)(?: that| data| information| personal data)? (?:do )?(?:you|the bot|swarm|it) (?:have |has |does |do )?(?:know|knows|store|stores|stored|keep|keeps|kept|hold|holds|save|saves|saved|remember|remembers|collect|collects|have|record|records)(?: (?:about|on|of) (?:me|us))?|(?:know|knows|store|stores|stored|keep|kept|hold|saved?|remember) (?:about|on|of) (?:me|us)|how long (?:do|does|will|are|is|would)(?=.*\b(?:keep|kept|store|stored|saved?|remember|remembered|stay|there)\b)|kept|stored|gdpr|privacy|forget me|copy of|(?:what|which) (?:personal )?(?:data|information))\b/gi,
    whole:
      /^(?:delete|erase|export|download) (?:all )?(?:of )?my (?:personal )?(?:data|information)$|^(?:who|can (?:any|every)(?:one|body)|does (?:any|every)(?:one|body)) (?:else )?(?:can |could |may )?(?:sees?|reads?) (?:what (?:i|we) (?:write|say|type|post|tell|send)(?: (?:here|to you|in (?:here|this chat)))?|my (?:notes?|words|messages?|answers?))$/i,
  },
  {
    feature: 'skills',
    named:
      /\b(?:(?:my |own |new )?skills?(?: (?:levels?|profile|list|registry))?|my (?:profile|expertise)|(?:my )?(?:working|work|office) (?:hours|times?|days)|my hours|(?:my )?availability|(?:i am|i'm|am i|me as) (?:not |un)?available|out of (?:the )?office|ooo|(?:on |a |my |go on )?(?:vacation|holidays?|annual leave|parental leave|pto|sick leave)|(?:my |a )?(?:days? off|time off)|(?<=\b(?:i'm|i am|be|when|me as|am) )(?:sick|away|absent|off)|(?:my |an )absences?|(?:do not|don't|dont) (?:ask|invite|disturb|call|ping|bother|contact) (?:me|us)|(?:too many|so many|fewer|less|reduce|limit)(?: (?:the|my|all|these))? (?:notifications?|pings?)|(?:ask|invite|disturb|call|ping)(?: me| us) (?:less|fewer|not|only|at most|no more)(?: often| than| at night)?|(?:less|fewer) (?:often|invitations|asks|requests)|(?:stop |not |avoid |no longer |never )?(?:getting |being |be |get )?(?:asked|invited|disturbed|woken|bothered|pinged|called)(?: (?:so often|so much|too often|too much|at night|by night|on weekends|at weekends|outside my (?:working )?hours))?|(?:how )?(?:many|often)(?: \w+)? (?:can|may|will|do|could|am) i (?:get|be|have|receive|asked|take)(?: (?:a|each|every|per|in a) (?:day|week|month))?|(?:my |a |an upper )limits?|(?:a |my |the )?(?:deput(?:y|ies)|stand-?ins?|substitutes?))\b/gi,
    whole:
      /^(?:(?:i (?:want|would like|'d like|need) to|how (?:do|can) i|can i|can you|where (?:do|can) i) )?(?:remove|delete|add|drop|put|take|move|enter|list|set) .{1,40}? (?:from|to|in|into|out of|on|as (?:one of )?) ?my (?:own )?(?:list of )?skills?(?: list| profile)?$|^(?:please |can you |could you )*(?:stop|don't|do not|never) (?:ask|invit|call|ping|disturb|bother)(?:e|ing)? me(?: (?:again|any ?more|about|for(?! (?:my|an?|the|your)\b)|on|this|next|today|tomorrow|tonight|at|before|after|until|during)(?: .{1,40})?)?$|^i (?:no longer (?:know|do|support|handle|own|cover|work (?:with|on|in)) .{1,40}?|(?:don't|do not) (?:know|do|support|handle|own|cover|work (?:with|on|in)) .{1,40}? any ?(?:more|longer))$|^(?:please )?(?:stop|don't) (?:(?:ask|invit|call|ping|disturb|bother)(?:e|ing)? me (?:so (?:much|often)|too (?:much|often)|all the time)|messag(?:e|ing) me)$|^(?:(?:there are |i(?:'m| am)? (?:get|getting|receive|receiving) |we get )?(?:way |far )?(?:too|so) many (?:(?:pings?|notifications?|invitations|invites|asks)(?: from (?:you|swarm|(?:this|the|your) (?:bot|app|tool)))?|(?:requests|messages) from (?:you|swarm|(?:this|the|your) (?:bot|app|tool))))$|^(?:(?:this|the) (?:bot|app|tool)|you|it|swarm) (?:pings?|asks?|bothers?|invites?|messages?|disturbs?|notif(?:y|ies)) me (?:way |far )?(?:too|so) (?:often|much|frequently|many times)$|^(?:skills? )?i (?:now|also|now also) (?:know|speak|support) (?!(?:the|that|how|why|what|it|this|a|an)\b)(?!.*\b(?:is|are|was|has|fails?|does)\b)\S{1,30}(?: \S{1,30}){0,3}$|^skills? i (?:can do|know|learn(?:ed|t)) \S{1,30}(?: \S{1,30}){0,3}$|^i (?:have |'ve )?(?:moved|changed|switched) (?:to (?:another|a new|a different) )?(?:teams?|jobs?|roles?)$/i,
  },
  {
    feature: 'history',
    named:
      /\b(?:(?:old|older|past|previous|earlier|solved|resolved|closed|similar|finished|former|archived) (?:swarms?|cases?|incidents?|tickets?|problems?|issues?)|history|archives?|what (?:has |had )?(?:fixed|solved|helped)|(?:swarms?|cases?) (?:of|from) (?:last|the (?:last|past)) (?:year|month|week))\b/gi,
  },
  {
    feature: 'language',
    named:
      /\b(?:(?:the |my |your |display |card )*languages?|(?:speak|speaks|understand|understands|talk|use|switch to|write|answer|reply|respond|show|display|read|want|prefer|in|into|to) (?:to |in |me in |it in |everything in |cards in )?(?:english|japanese)|translat(?:e|es|ed|ion|ions|or)|(?:is|are) (?:all |everything )?(?:english|japanese))\b/gi,
    whole: /^(?:in )?(?:english|japanese)$/i,
  },
];
