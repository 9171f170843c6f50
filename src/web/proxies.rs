//! From which address a request comes, where servers of our own stand between its sender and us.
//!
//! Anybody can write a `Forwarded` or `X-Forwarded-For` header. It is believed only from a connection of a trusted proxy, and of its hops only
//! the right-most that is no trusted proxy itself: what stands further left is what the sender claimed.

use std::net::{IpAddr, SocketAddr};

use actix_web::http::header::{FORWARDED, HeaderMap, HeaderName};

use super::networks::Network;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The networks of the proxies that are trusted; by default none is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

impl Proxies {
    /// These are trusted.
    pub fn trusted(networks: &[Network]) -> Proxies {
        Proxies(networks.to_vec())
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.holds(address))
    }

    /// The sender of a request that came over a connection from this address.
    ///
    /// Where both headers are there and name different senders, one of them was let through by a proxy that does not write it. Which one
    /// cannot be told, so neither is believed, and the sender is taken for the proxy.
    pub fn sender(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.trusts(peer) {
            return peer;
        }
        let values = |name: &HeaderName| {
            let texts: Vec<&str> = headers.get_all(name).filter_map(|value| value.to_str().ok()).collect();
            texts.join(",")
        };
        let (standard, customary) = (values(&FORWARDED), values(&X_FORWARDED_FOR));
        let standard = (!standard.is_empty()).then(|| self.nearest(peer, standard.split(',').map(for_of)));
        let customary = (!customary.is_empty()).then(|| self.nearest(peer, customary.split(',').map(address_of)));
        match (standard, customary) {
            (Some(one), Some(other)) if one != other => peer,
            (Some(sender), _) | (None, Some(sender)) => sender,
            (None, None) => peer,
        }
    }

    /// Walks the hops from the right. A hop that cannot be read ends the walk: beyond it nothing is known.
    fn nearest<'a>(&self, peer: IpAddr, hops: impl DoubleEndedIterator<Item = Option<IpAddr>> + 'a) -> IpAddr {
        let mut nearest = peer;
        for hop in hops.rev() {
            let Some(address) = hop else { break };
            nearest = address;
            if !self.trusts(address) {
                break;
            }
        }
        nearest
    }
}

/// The `for` of one element of `Forwarded`: `for=192.0.2.43;proto=https`, `for="[2001:db8::1]:4711"`.
fn for_of(element: &str) -> Option<IpAddr> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| address_of(value))?
    })
}

/// An address with or without quotes, brackets and port.
fn address_of(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))?;
    Some(IpAddr::to_canonical(&address))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn only_what_a_trusted_proxy_says_is_believed() {
        const FORWARDED_FOR: &str = "x-forwarded-for";
        let (proxy, inner, stranger) = ("10.0.0.1", "10.0.0.2", "203.0.113.9");
        let proxies = Proxies::trusted(&[proxy.parse().expect("an address"), inner.parse().expect("an address")]);
        type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);
        let cases: &[Case<'_>] = &[
            (stranger, &[], stranger),
            (stranger, &[(FORWARDED_FOR, "198.51.100.7")], stranger),
            (stranger, &[("forwarded", "for=198.51.100.7")], stranger),
            (proxy, &[], proxy),
            (proxy, &[(FORWARDED_FOR, "198.51.100.7")], "198.51.100.7"),
            ("::ffff:10.0.0.1", &[(FORWARDED_FOR, "198.51.100.7")], "198.51.100.7"),
            // What the sender wrote herself stands to the left.
            (proxy, &[(FORWARDED_FOR, "127.0.0.1, 198.51.100.7")], "198.51.100.7"),
            (proxy, &[(FORWARDED_FOR, "127.0.0.1"), (FORWARDED_FOR, "198.51.100.7, 10.0.0.2")], "198.51.100.7"),
            (proxy, &[(FORWARDED_FOR, "198.51.100.7, unknown")], proxy),
            (proxy, &[(FORWARDED_FOR, "198.51.100.7, unknown, 10.0.0.2")], inner),
            (proxy, &[(FORWARDED_FOR, "")], proxy),
            (proxy, &[("forwarded", "for=127.0.0.1, For=\"[2001:db8::1]:4711\";proto=https")], "2001:db8::1"),
            (proxy, &[("forwarded", "proto=https;for=198.51.100.7:80, for=10.0.0.2")], "198.51.100.7"),
            (proxy, &[("forwarded", "for=_hidden")], proxy),
            (proxy, &[("forwarded", "for=198.51.100.7"), (FORWARDED_FOR, "198.51.100.7")], "198.51.100.7"),
            (proxy, &[("forwarded", "for=127.0.0.1"), (FORWARDED_FOR, "198.51.100.7")], proxy),
        ];
        for (peer, headers, expected) in cases {
            let mut map = HeaderMap::new();
            for (name, value) in *headers {
                let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
                map.append(name, HeaderValue::from_str(value).expect("a value"));
            }
            let expected: IpAddr = expected.parse().expect("an address");
            assert_eq!(proxies.sender(peer.parse().expect("an address"), &map), expected, "{peer} {headers:?}");
        }
    }
}
