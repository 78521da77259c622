/**
 * The beginning of a Lua script that uses hashes whose members expire one by one. The value of a member is its expiry
 * time and its lifetime, in milliseconds of the server's clock, and further text.
 *
 * `others(key, me)` returns all members except `me`, after removing those that have expired. If the server's clock has
 * gone back, it shortens expiry times, so that no member outlives its lifetime.
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
