import { placeOf } from './portal/place'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

// A customer who opens a link on a phone loads the few kilobytes of his page,
// not the back office.
const place = placeOf(location.pathname)
if (place) void import('./portal/start').then(({ start }) => start(root, place))
else void import('./app/start').then(({ start }) => start(root))
