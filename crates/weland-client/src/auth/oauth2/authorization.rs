//! Users who agree in a browser (RFC 6749, section 4.1; RFC 7636).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use weland_core::OtherError;
use weland_protocol::sha256::Hash;
use weland_protocol::{parse_query, random_bytes};

use super::wire::refused;
use super::{GrantedTokens, OAuth2Client};
use crate::auth::http::encode;
use crate::identity::IdentityContext;

/// A question to a user, see [`OAuth2Client::authorization`].
pub struct Authorization {
    client: OAuth2Client,
    url: String,
    redirect_uri: String,
    state: String,
    /// What proves that the one who asks for tokens has asked the user.
    verifier: String,
}

impl Authorization {
    pub(super) fn new(client: OAuth2Client, authorize_url: &str, redirect_uri: String) -> Self {
        let secret = || BASE64URL.encode(random_bytes::<32>());
        let (state, verifier) = (secret(), secret());
        let challenge = BASE64URL.encode(Hash::hash(verifier.as_bytes()));
        let mut parameters = vec![
            ("response_type", "code".to_owned()),
            ("client_id", client.auth.id.clone()),
            ("redirect_uri", redirect_uri.clone()),
            ("state", state.clone()),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256".to_owned()),
        ];
        parameters.extend(client.scope().map(|scope| ("scope", scope)));
        let pairs: Vec<_> = parameters.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let before = if authorize_url.contains('?') { '&' } else { '?' };
        let url = format!("{authorize_url}{before}{}", pairs.join("&"));
        Self { client, url, redirect_uri, state, verifier }
    }

    /// The page that the user has to see.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Gets tokens for the answer: the URL that the browser was sent to, or its query string. It has to be an answer to this question.
    ///
    /// # Errors
    /// When the user has refused, when this is the answer to another question, or when the server grants nothing.
    pub async fn exchange(&self, redirect: &str) -> Result<GrantedTokens, OtherError> {
        let code = self.code(redirect)?;
        let parameters = [("code", &*code), ("redirect_uri", &*self.redirect_uri), ("code_verifier", &*self.verifier)];
        self.client.grant(&IdentityContext::standard(), "authorization_code", &parameters).await
    }

    fn code(&self, redirect: &str) -> Result<String, OtherError> {
        let query = redirect.split_once('?').map_or(redirect, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default().replace('+', "%20");
        let pairs = parse_query(&query).map_err(|_| refused("what the browser was sent to is no URL"))?;
        let value = |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_string());
        if value("state").as_deref() != Some(&*self.state) {
            return Err(refused("the answer is to another question: its `state` differs"));
        }
        if let Some(error) = value("error") {
            let more = value("error_description").map(|text| format!(", {text}")).unwrap_or_default();
            return Err(refused(&format!("the user or the server says {error}{more}")));
        }
        value("code").ok_or_else(|| refused("the answer has no `code`"))
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorization").field("client", &self.client).finish_non_exhaustive()
    }
}
