export const help = {
  title: 'What Swarm does',
  intro:
    'Swarm gathers the few engineers who know the technologies of a hard case, in a channel of its own. You keep the case and coordinate.',
  spoken: 'Help for Swarm: type /swarm with a case number, or with the problem in your own words.',
  commands: 'What you can type',
  command: [
    ['/swarm 4711', 'plan a swarm for a case of the case system'],
    ['/swarm the site-to-site VPN drops every hour', 'plan a swarm for a problem in your own words'],
    ['/swarm status', 'how a swarm stands: in its channel, or with a case number'],
    ['/swarm link T-1042 INC0012345', 'link a swarm told in words to its case; unlink takes it back'],
    ['/swarm mine', 'the swarms you are in, and invitations that wait for you'],
    ['/swarm history certificate', 'past swarms, and what fixed them'],
    ['/swarm who Azure DNS', 'who owns a technology, who knows it, and who is on call'],
    ['/swarm explain', 'why these people are asked, and why others are not'],
    ['/swarm record', 'what you helped with, thanks you got, what your lead hears of it'],
    ['/swarm skills', 'your skills, working hours and limits'],
    ['/swarm doctor', 'check the installation'],
    ['/swarm help', 'this card'],
  ] as [string, string][],
  howTitle: 'How a swarm goes',
  how: [
    'You get a plan first. Nobody is asked before you start it.',
    'Experts are invited in their own chat and answer with one tap. If one declines or stays silent, the next is asked.',
    'When the case is solved, resolve the swarm with its cause and its fix: the next owner of such a case will find them.',
  ],
  urgency: (words: string) => `Urgency can be typed before the problem: ${words}`,
  settings:
    'Your own settings are under /swarm skills. How experts are asked is set by whoever runs Swarm, in its policy.',
  mention: 'In channels and group chats, mention the bot: @Swarm 4711.',
};
