/** An article of the sample database. */
export interface SeedArticle {
  readonly slug: string;
  readonly title: string;
  readonly author: string;
  readonly topics: readonly string[];
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
  /** Notes of the editors to each other. */
  readonly editorNotes: string;
  readonly published: string;
  readonly revised: string;
}

/** The archive of a small magazine. */
export const seedArticles: readonly SeedArticle[] = [
  {
    slug: 'why-bread-goes-stale',
    title: 'Why bread goes stale, and how to slow it down',
    author: 'Ines Moreau',
    topics: ['kitchen', 'science'],
    summary: 'A loaf does not simply dry out: its starch hardens. The fridge is the worst place to keep it.',
    body: `Leave a loaf in an airtight box and it will still go stale, although hardly any water has left it. What changes is
the starch. In the oven its grains swell with water and lose their order. From the moment the loaf cools, they begin
to find it again: the molecules line up, push the water out between them, and the crumb grows firm.

This happens fastest a little above freezing, which makes the refrigerator the worst place for bread. At room
temperature the change is slower. In the freezer it nearly stops, because the water is no longer free to move. Freeze
bread on the day it was baked, in slices, and toast it from frozen.

Heat undoes the change. Above about sixty degrees the starch melts out of its order once more, which is why a stale
roll, sprinkled with water and put into a hot oven for five minutes, tastes almost new. The trick works once or twice.
Each time some water is lost for good, and what remains is a rusk.

Fat, milk and a little sugar in the dough delay the hardening. So does sourdough: the acid slows the starch down, and
a rye loaf made with it keeps for a week.`,
    editorNotes: 'Ask Ines for a photograph of the cut loaf. The sixty degrees were checked against two textbooks.',
    published: '2023-01-17T08:30:00Z',
    revised: '2023-01-19T15:02:11Z',
  },
  {
    slug: 'the-clock-in-the-station',
    title: 'The clock in the station that waits for a minute',
    author: 'Tomasz Wilk',
    topics: ['railways', 'design'],
    summary: 'The red second hand of a famous railway clock pauses at the top of every minute. It has a reason.',
    body: `Watch the clock on a Swiss platform for a while. The red hand, shaped like the signalling disc of a train
dispatcher, sweeps round in a little under fifty-nine seconds. Then it stops at the top and waits. When the minute hand
jumps, the red hand sets off again.

Hans Hilfiker, an engineer of the Swiss railways, designed it in the nineteen-forties. All clocks of a station, and in
the end of the country, were to show the same minute. A master clock sent one electrical pulse a minute over the wire:
enough for the minute hand, and far too coarse for seconds. But dispatchers wanted seconds, since trains leave on the
full minute.

His answer was not to send more pulses. Each clock got a small motor, driven by the mains, that runs a little too
fast on purpose. It cannot be late; it can only be early, and whoever is early can wait. The pulse from the master
clock lets it go. So thousands of cheap motors agree to the second, once a minute, without knowing of each other.

Engineers of computer networks will recognise the idea. Let every part run freely, and meet at a point on which all
agree.`,
    editorNotes: 'The railway museum wants to be named if we print the drawing.',
    published: '2023-02-03T06:00:00Z',
    revised: '2023-02-03T06:00:00Z',
  },
  {
    slug: 'repairing-a-dry-stone-wall',
    title: 'Repairing a dry-stone wall in a weekend',
    author: 'Hannah Keating',
    topics: ['craft', 'outdoors'],
    summary: 'Two faces, a filling of small stones and patience: no mortar, and no stone picked up twice.',
    body: `A dry-stone wall is two walls that lean on each other. Each face is laid with its stones' long sides pointing into
the wall, the gap between is packed with small stones, and every metre or so a long "through" ties both faces together.
Nothing holds it but weight and friction, and water runs straight through it.

To mend a gap, take down more than has fallen, until you reach stones that sit firmly. Sort as you go: cope stones
furthest away, throughs next, then building stones by size, the small filling nearest. A tidy lawn full of stones looks
like a disaster and saves hours.

Lay the largest stones at the foot. Set each one so that it touches its neighbours, rests on two below and covers the
joint between them: one on two, two on one. Fill the middle by hand with every course; filling that was shovelled in
settles, and the faces bulge. Keep a string at the height you are working at and let both faces lean in by a hand's
breadth for each metre.

The old rule says never to put a stone down again once you have picked it up. It is not about pride. Somewhere in the
wall there is a place for it, and looking for that place teaches you to see.`,
    editorNotes: 'Hannah offers a course in May: mention it in the newsletter, not in the article.',
    published: '2023-02-21T09:15:00Z',
    revised: '2023-03-02T10:40:37Z',
  },
  {
    slug: 'how-swifts-sleep',
    title: 'How swifts sleep on the wing',
    author: 'Priya Raman',
    topics: ['nature', 'science'],
    summary: 'Loggers lighter than a paper clip showed that common swifts can stay in the air for ten months.',
    body: `For centuries people suspected that swifts never land. Nobody finds them resting on a wire, their legs are so short
that they can hardly walk, and in August they are gone from one day to the next. A Welsh pilot of the First World War
told of gliding through a flock that hung, motionless, in the moonlight at three thousand metres.

Proof had to wait for electronics. Researchers in Lund fitted birds with loggers that weighed about a gram and recorded
light and the beat of the wings. When the birds came back to their nest boxes a year later, the memory told of ten
months in the air. Some had spent a few nights on a perch. Several had not landed once between leaving in August and
returning in May.

They eat, drink and gather nesting material in flight. How they sleep is less certain. At dusk and at dawn they climb
to two kilometres and more, and sink slowly down again: the long descent would allow for naps of a few minutes. In
frigatebirds, measurements have shown just that, sometimes with only one half of the brain asleep.

A swift that reaches the age of twenty has flown, by a cautious reckoning, as far as to the moon and back several
times over.`,
    editorNotes: 'Source for the pilot is a secondary one; keep "told of".',
    published: '2023-03-14T07:45:00Z',
    revised: '2024-05-06T12:21:05Z',
  },
  {
    slug: 'the-library-of-borrowed-tools',
    title: 'The library of borrowed tools',
    author: 'Leila Haddad',
    topics: ['city', 'craft'],
    summary: 'In a former bakery, four hundred neighbours share ninety drills, a cement mixer and a sewing machine.',
    body: `The drill in an average household runs for some minutes in a year. The rest of the time it occupies a shelf. In our
street forty households owned forty drills and nobody had a good one.

The tool library opened in 2019 in the rooms of a bakery that had closed. Members pay what a cinema ticket costs each
month and take home up to five things for a week: sanders, ladders, a tile cutter, a tent for a wedding, a machine for
apple juice that is booked out from September on. What needs explaining is explained at the counter. What is dangerous,
such as the chainsaw, is lent only to those who show a certificate.

The hardest part was not the money. It was the catalogue. For two years loans were written in an exercise book, and
twice on one Saturday two volunteers lent the same ladder to two people, each sure that it was on the wall. Since then
there is a rule that every child understands: whoever takes a thing shows the card that hangs with it. No card, no loan.

Most things come back cleaner than they went. About one in fifty comes back broken, usually with a note and an offer
to pay, which is usually declined. "It broke because it was used," says Amina, who keeps the counter on Thursdays.
"That is what it is for."`,
    editorNotes: 'Amina has approved her quotation.',
    published: '2023-05-16T13:20:00Z',
    revised: '2023-05-16T13:20:00Z',
  },
  {
    slug: 'the-village-that-moved',
    title: 'The village that moved uphill',
    author: 'Marek Dvorak',
    topics: ['history', 'city'],
    summary: 'When the reservoir came, the church was rolled on rails, with its organ, over eight hundred metres.',
    body: `Below the water of the reservoir there is a street, and when the level sinks in a dry autumn one can see where the
houses stood. The inhabitants were moved in 1973. Most got new houses on the slope, with bathrooms and central heating,
and most will tell you that they were glad of both. It is the trees that they miss. It takes a lime tree sixty years to
become one.

The church was to be blown up like the rest. A restorer of monuments, whose letters are in the district archive,
calculated that this would cost nearly as much as moving it. The engineers cut the walls from their foundations, put a
frame of steel around and beneath them, and set the whole on fifty-three bogies on four tracks. It weighed twelve
thousand tonnes. It travelled for four weeks at a walking pace for snails, two or three centimetres in a minute, with
hydraulic props that kept it level to the millimetre.

The organist was asked not to play on the way. He admitted, in a conversation forty years later, that he had gone
in one evening and played one chorale, very softly, to hear whether the pipes had gone out of tune. They had not.

The bells rang at noon on the day after it arrived, and the people on the slope, hearing them from the wrong direction,
came out to look.`,
    editorNotes: 'Check the tonnage against the museum before the reprint.',
    published: '2023-07-11T08:00:00Z',
    revised: '2023-07-11T08:00:00Z',
  },
  {
    slug: 'counting-butterflies-for-an-hour',
    title: 'Counting butterflies for an hour a week',
    author: 'Priya Raman',
    topics: ['nature', 'outdoors'],
    summary: 'Volunteers walk the same kilometre from April to September. Their lists are the best data there is.',
    body: `The method could not be simpler. Choose a path of about one kilometre. Walk it once a week between April and
September, at an even pace, when it is warm, dry and not too windy. Count every butterfly within two and a half metres
on either side and five metres ahead. Write down nothing else.

It was tried out in an English wood in 1973 and has been copied all over Europe. What makes the lists valuable is not
that each is exact. None is: a walker overlooks a third, and takes one small white for another. But the same walker
overlooks the same third on the same path year after year, and so the change from year to year is real.

From some thousand paths, the picture is plain. Grassland species have lost about a third since 1990. Some southern
ones move north, ten kilometres and more each year. Where meadows are mown late and in strips, the numbers recover
within five summers, faster than anyone had expected.

"I used to walk here to think," says a retired postman who has walked his path for nineteen years. "Now I cannot think,
I have to count. It is much better." He has found thirty-one species along his railway embankment, among them one that
the books said was extinct in the district. The books have been changed.`,
    editorNotes: 'Link the recording scheme when it has its new address.',
    published: '2023-07-25T06:40:00Z',
    revised: '2024-02-13T14:05:30Z',
  },
  {
    slug: 'the-mathematics-of-a-queue',
    title: 'The mathematics of a queue',
    author: 'Oskar Lindqvist',
    topics: ['science', 'city'],
    summary: 'Why the last ten per cent of load cost the most waiting, and one line is better than four.',
    body: `A baker serves sixty customers an hour. If exactly one came each minute nobody would ever wait. But customers come
as they like, and so there is a queue even when the baker could cope on average. How long is it?

For the simplest model the answer fits on a beer mat. If the baker is busy for half of the time, there is on average
one person in the shop. At eighty per cent there are four. At ninety, nine; at ninety-five, nineteen. The queue does not
grow with the load but with the load divided by what is left of it. Whoever runs a shop, a clinic or a computer at
ninety-five per cent, because the rest would be wasted, has decided to let people wait.

A second result costs nothing. Four counters with four queues are worse than four counters with one. The average may
be nearly the same if people change lanes, but in a single line no one gets stuck behind the customer who pays in
coins. Waiting becomes predictable, and people forgive a predictable wait.

The third is the most surprising. Half of the mischief comes from variation. If each service takes exactly the same
time, the average wait is only half as long. Those who sort their customers (post here, passports there) gain
more than by working faster.`,
    editorNotes: 'A reader asks for the formula: load / (1 - load).',
    published: '2023-10-10T08:05:00Z',
    revised: '2023-10-12T11:48:02Z',
  },
  {
    slug: 'winter-in-the-bee-hive',
    title: 'Winter in the bee hive',
    author: 'Priya Raman',
    topics: ['nature', 'garden'],
    summary: 'Ten thousand bees form a ball, shiver, and take turns at the cold edge.',
    body: `Bees do not hibernate. When it grows colder than about ten degrees they draw together into a ball, heads inwards,
with the queen in the middle. Those inside uncouple their wings and let the flight muscles tremble. At the core it is
twenty to thirty degrees, whatever the weather; at the surface just enough not to fall off. Nobody stays there long.
The ball turns itself inside out, slowly and continually, and each bee has her turn in the warm.

The winter bees that do this are not those of the summer. They hatch in September, have more fat and protein in
their bodies, and live for six months instead of six weeks. All that they need is the honey above them, through which
the ball eats its way upwards: fifteen kilogrammes, more or less, until the willows flower.

A beekeeper has little to do, and the little matters. The entrance must be narrow enough against mice and free of dead
bees. The hive must not be knocked. Cold hardly ever kills a colony; damp does, and hunger does in March, when
there is brood again and the stores are low. To look after them without opening the hive one puts an ear to the
wall. A deep and even hum is right. A hiss means that something is wrong.

On the first mild day in February they come out all at once, to relieve themselves, after weeks of waiting, and
preferably over a neighbour's washing.`,
    editorNotes: '',
    published: '2023-11-28T07:30:00Z',
    revised: '2023-11-28T07:30:00Z',
  },
  {
    slug: 'an-evening-with-the-bell-ringers',
    title: 'An evening with the bell ringers',
    author: 'Marek Dvorak',
    topics: ['music', 'history'],
    summary: 'Eight bells, no melody: the aim of change ringing is to strike every order once and none twice.',
    body: `They meet on Wednesdays at half past seven, up fifty-one steps, in a room with eight ropes. A teacher, a plumber,
two students, a retired judge. Each bell weighs between two hundredweight and a ton and swings full circle, mouth up to
mouth up. It can be held for a moment at the balance, and so struck a little earlier or later; it cannot be hurried.
That is why they ring no tunes.

What they ring instead are permutations. First down the scale from the lightest to the heaviest: these are "rounds".
Then some neighbours change places, and with each row others do, by a rule that everyone has in the head. No order may
come twice. With eight bells there are 40,320 of them, and ringing them all took nearly eighteen hours the one time
that a single band managed it.

A ringer learns no numbers by heart. She learns the line that her own bell draws through the rows, a zigzag with dodges,
and whom she follows at each crossing. "It is like a dance," says the judge, "in which you only ever see your own feet."

When one goes wrong the conductor calls the name of the bell and a single word. Mostly it comes right within
three rows. When it does not, he says, very calmly, "Stand": and eight ropes come to rest, and one hears the street
again.`,
    editorNotes: 'Recording available; ask for the rights before using it.',
    published: '2023-12-12T18:00:00Z',
    revised: '2023-12-13T08:55:41Z',
  },
  {
    slug: 'the-night-train-returns',
    title: 'The night train returns',
    author: 'Tomasz Wilk',
    topics: ['railways'],
    summary: 'Ten years ago they were written off. Now every berth is sold, and there are too few coaches.',
    body: `At 20.10 the attendant stands by the door with a list. In compartment eleven a couple is already asleep; in twelve
a child explains to her father which bunk is whose. Tomorrow at nine, eleven hundred kilometres on, the attendant will
knock with two rolls and a coffee.

Ten years ago this train was to be discontinued. Cheap flights had taken its passengers, the coaches dated from the
seventies, and every border meant another locomotive, another set of rules, another fee for the track. One railway after
another gave up. One took over the lines that the others dropped, bought used sleeping cars, and earned money with them.

Today, the difficulty is not demand. On Fridays, berths are gone within hours of going on sale. The difficulty is steel.
A sleeping car takes four years from order to delivery, has a quarter of the places of a day coach, and must satisfy
the rules of six countries about doors, brakes and fire. Builders prefer long series of suburban trains.

What it sells is odd, if one thinks of it. A night train is slower than the aeroplane and seldom cheaper. But it
leaves in the evening from the middle of one city, arrives in the morning in the middle of the other, and the hours
between do not count. One has slept. At least, says the attendant, one has been lying down.`,
    editorNotes: 'Update when the new timetable is out in December.',
    published: '2024-02-13T06:15:00Z',
    revised: '2025-01-07T13:44:26Z',
  },
  {
    slug: 'listening-to-ice',
    title: 'Listening to ice',
    author: 'Oskar Lindqvist',
    topics: ['science', 'outdoors'],
    summary: 'A frozen lake sings like a laser gun in a film. Its pitch tells skaters how thick the ice is.',
    body: `The stone hops over the black ice and at each bounce there is a chirp, high at first and falling, like a weapon in a
science fiction film. Put an ear to it and it comes from everywhere.

The reason is that in a thin plate high tones run faster than low ones. The knock contains all of them at once. Close
by, it is just a knock; fifty metres on, the high ones have got ahead, and it arrives as a glide. The effect is strong
in steel springs, too, and the sound designers of a famous film are said to have found theirs by striking the wire that
holds a radio mast.

Nordic skaters use it. Ice that carries a person safely, ten centimetres or so of it, answers to the blade with a deep
tone. The thinner it is the higher it sings, and practised ears hear a difference of a centimetre. They still carry a
spiked pole, and after every few hundred metres they strike: if it goes through at the second blow, they turn back.

At dusk, when it grows colder, the ice shrinks and cracks, and a boom runs along the lake from one end to the other. It
sounds like danger and is the opposite. Ice that works is growing. Grey, silent, sodden ice in March, which makes
no noise whatever, is the kind to be afraid of.

Nobody should go alone. And nobody need talk very much.`,
    editorNotes: 'Thickness table goes into a box beside the text.',
    published: '2025-04-08T06:55:00Z',
    revised: '2025-04-09T11:31:22Z',
  },
];
