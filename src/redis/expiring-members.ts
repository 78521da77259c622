/**
 * Starts a script with what it needs for hashes whose members expire one by one. A member's value is the time until which
 * it stays and how long it was to stay, in milliseconds of the server, and what else there is to say of it.
 *
 * `others(key, me)` gives the members that are still there, but for one, and takes out those whose time is over. A server
 * whose clock has gone back would keep a member for as long as the clock is behind: no member stays longer than it was to.
 */
export const EXPIRING_MEMBERS = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function value(keep, rest)
  return string.format('%.0f %.0f %s', now + keep, keep, rest)
end

local function others(key, me)
  local found, last = {}, now
  local flat = redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    local member = flat[i]
    local ends, keep, rest = string.match(flat[i + 1], '^(%d+) (%d+) (.*)$')
    ends, keep = tonumber(ends), tonumber(keep)
    if member ~= me and ends <= now then
      redis.call('HDEL', key, member)
    elseif member ~= me then
      if ends > now + keep then
        ends = now + keep
        redis.call('HSET', key, member, value(keep, rest))
      end
      last = math.max(last, ends)
      table.insert(found, { keep = keep, rest = rest })
    end
  end
  return found, last
end

local function put(key, me, keep, rest, last)
  redis.call('HSET', key, me, value(keep, rest))
  redis.call('PEXPIRE', key, string.format('%.0f', math.max(last, now + keep) - now))
end
`;
