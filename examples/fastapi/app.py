"""A shop, as it is written with FastAPI: what its users use, each thing once or twice.

`python app.py` serves it on a free port, which it prints; `python app.py document` prints its OpenAPI document.
"""

import asyncio
import datetime
import decimal
import enum
import ipaddress
import json
import socket
import sys
import threading
import typing
import uuid

import fastapi
import pydantic
import uvicorn
from fastapi import BackgroundTasks, Body, Cookie, Depends, File, Form, Header, HTTPException, Path, Query, Response
from fastapi import Security, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse
from fastapi.security import APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPBasic, HTTPBasicCredentials, HTTPBearer
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes
from fastapi.sse import EventSourceResponse, ServerSentEvent

app = fastapi.FastAPI(title="Shop", version="2.1.0", summary="Sells things.", separate_input_output_schemas=True)


class Tag(enum.StrEnum):
    """The parts of the shop."""

    ARTICLES = "articles"
    PEOPLE = "people"


class Color(enum.StrEnum):
    """A color, as customers see it."""

    RED = "red"
    DARK_BLUE = "dark blue"


class Priority(enum.IntEnum):
    """How soon an order is packed."""

    LOW = 1
    HIGH = 2


class Size(pydantic.BaseModel):
    """Outer measures, in millimetres."""

    width: typing.Annotated[int, pydantic.Field(gt=0)]
    height: typing.Annotated[float, pydantic.Field(gt=0, le=10000)]


class ArticleBase(pydantic.BaseModel):
    """What is known of an article."""

    name: typing.Annotated[str, pydantic.Field(min_length=1, max_length=80, examples=["Lamp"])]
    price: typing.Annotated[decimal.Decimal, pydantic.Field(max_digits=8, decimal_places=2, ge=0)]
    kind: typing.Literal["lamp", "chair", "other"] = "other"
    color: Color | None = None
    size: Size | None = None
    labels: set[str] = set()
    stock: dict[str, int] = {}
    corner: tuple[int, int] | None = None
    code: typing.Annotated[str | None, pydantic.Field(pattern=r"^[A-Z]{2}\d{3}$")] = None
    homepage: pydantic.AnyUrl | None = None
    released: datetime.date | None = None
    opens: datetime.time | None = None
    warranty: datetime.timedelta | None = None
    weight: float | int | None = None
    extra: typing.Any = None


class ArticleIn(ArticleBase):
    """A new article."""

    password: pydantic.SecretStr | None = None


class Article(ArticleBase):
    """An article that the shop has."""

    id: uuid.UUID
    created: datetime.datetime
    parts: list["Article"] = []

    @pydantic.computed_field
    @property
    def title(self) -> str:
        """The name, in capitals."""
        return self.name.upper()


class ArticleChange(pydantic.BaseModel):
    """What changes of an article: what is absent stays, what is null goes."""

    model_config = pydantic.ConfigDict(extra="forbid")

    name: str | None = None
    color: Color | None = None
    price: decimal.Decimal | None = None


Entry = typing.TypeVar("Entry")


class Page(pydantic.BaseModel, typing.Generic[Entry]):
    """Some of the entries."""

    entries: list[Entry]
    total: int
    next: int | None


class Card(pydantic.BaseModel):
    """Paid by card."""

    type: typing.Literal["card"]
    number: typing.Annotated[str, pydantic.Field(pattern="^[0-9]{16}$")]
    expires: tuple[int, int]


class Transfer(pydantic.BaseModel):
    """Paid by bank."""

    type: typing.Literal["transfer", "wire"]
    iban: str
    at: datetime.datetime | None = None


class Voucher(pydantic.BaseModel):
    """Paid already."""

    type: typing.Literal["voucher"] = "voucher"
    code: uuid.UUID


Payment = typing.Annotated[Card | Transfer | Voucher, pydantic.Field(discriminator="type")]


class Order(pydantic.BaseModel):
    """What is ordered, and how it is paid."""

    model_config = pydantic.ConfigDict(populate_by_name=True)

    articles: typing.Annotated[list[uuid.UUID], pydantic.Field(min_length=1, max_length=3)]
    payment: Payment
    priority: Priority = Priority.LOW
    ship_to: typing.Annotated[str | None, pydantic.Field(alias="shipTo")] = None
    gift: bool | str = False
    contact: ipaddress.IPv4Address | ipaddress.IPv6Address | None = None
    spare: Payment | None = None


class Receipt(pydantic.BaseModel):
    """An order that was taken."""

    number: int
    order: Order
    note: str | None = None
    taken: datetime.datetime


class Missing(pydantic.BaseModel):
    """Something that is not there."""

    id: str
    hint: str | None = None


class User(pydantic.BaseModel):
    """Who is calling."""

    name: str
    scopes: list[str] = []


class Token(pydantic.BaseModel):
    """A token that was issued."""

    access_token: str
    token_type: str


class Filter(pydantic.BaseModel):
    """Which articles are wanted."""

    kind: list[typing.Literal["lamp", "chair", "other"]] = []
    since: datetime.date | None = None
    at_most: decimal.Decimal | None = None
    limit: typing.Annotated[int, pydantic.Field(ge=1, le=100)] = 10
    skip: typing.Annotated[int, pydantic.Field(ge=0)] = 0
    sort: typing.Literal["name", "price"] = "name"
    descending: bool = False


class Signup(pydantic.BaseModel):
    """A form."""

    name: typing.Annotated[str, pydantic.Field(min_length=2)]
    born: datetime.date | None = None
    interests: list[Color] = []
    newsletter: bool = False


class Reading(pydantic.BaseModel):
    """One measurement."""

    at: int
    degrees: float | None


class Stored(pydantic.BaseModel):
    """What was uploaded."""

    name: str | None
    size: int
    type: str | None
    caption: str | None = None
    labels: list[str] = []


articles: dict[uuid.UUID, Article] = {}
notes: list[str] = []
START = datetime.datetime(2024, 2, 29, 12, 30, 15, 250000, tzinfo=datetime.UTC)
ABSENT = {404: {"model": Missing, "description": "There is no such article."}}


def found(article_id: uuid.UUID) -> Article:
    """The article, or the error."""
    if article_id not in articles:
        raise Absent(str(article_id))
    return articles[article_id]


class Absent(Exception):
    """Something is not there."""


@app.exception_handler(Absent)
async def absent(_: fastapi.Request, error: Absent) -> JSONResponse:
    """The response with the model that the document has for it."""
    return JSONResponse(Missing(id=str(error), hint=None).model_dump(), status_code=404)


# Articles: models of all kinds, queries, headers, cookies.


@app.get("/articles", tags=[Tag.ARTICLES])
def list_articles(wanted: typing.Annotated[Filter, Query()]) -> Page[Article]:
    """The articles of some kinds, page by page."""
    matches = [each for each in articles.values() if not wanted.kind or each.kind in wanted.kind]
    matches = [each for each in matches if wanted.since is None or (each.released or datetime.date.max) >= wanted.since]
    matches = [each for each in matches if wanted.at_most is None or each.price <= wanted.at_most]
    matches.sort(key=lambda each: getattr(each, wanted.sort), reverse=wanted.descending)
    end = wanted.skip + wanted.limit
    return Page(entries=matches[wanted.skip : end], total=len(matches), next=end if end < len(matches) else None)


@app.post("/articles", status_code=201, tags=[Tag.ARTICLES], response_model_exclude_unset=True)
def create_article(article: ArticleIn, response: Response) -> Article:
    """Adds an article.

    Its id is made up.
    """
    made = Article(id=uuid.uuid4(), created=START, **article.model_dump(exclude={"password"}, exclude_unset=True))
    articles[made.id] = made
    response.headers["Location"] = f"/articles/{made.id}"
    return made


@app.get("/articles/{article_id}", tags=[Tag.ARTICLES], responses=ABSENT)
def get_article(article_id: uuid.UUID) -> Article:
    """One article."""
    return found(article_id)


@app.patch("/articles/{article_id}", tags=[Tag.ARTICLES], responses=ABSENT)
def change_article(article_id: uuid.UUID, change: ArticleChange) -> Article:
    """Changes some of an article."""
    article = found(article_id).model_copy(update=change.model_dump(exclude_unset=True))
    articles[article_id] = article
    return article


@app.put("/articles/{article_id}", tags=[Tag.ARTICLES], responses={201: {"model": Article}})
def put_article(article_id: uuid.UUID, article: ArticleIn, response: Response) -> Article:
    """Puts an article in the place of another, or adds it."""
    if article_id not in articles:
        response.status_code = 201
    made = Article(id=article_id, created=START, **article.model_dump(exclude={"password"}))
    articles[article_id] = made
    return made


@app.delete("/articles/{article_id}", status_code=204, tags=[Tag.ARTICLES], responses=ABSENT)
def delete_article(article_id: uuid.UUID) -> None:
    """Takes an article away."""
    found(article_id)
    del articles[article_id]


@app.get("/articles/{article_id}/parts/{depth}", tags=[Tag.ARTICLES], responses=ABSENT)
def article_parts(article_id: uuid.UUID, depth: typing.Annotated[int, Path(ge=0, le=5)]) -> Article:
    """An article within an article within an article."""
    article = found(article_id)
    for _ in range(depth):
        article = article.model_copy(update={"parts": [article]})
    return article


@app.get("/colors/{color}")
def color_by_name(color: Color, priority: Priority = Priority.HIGH) -> dict[str, Color | Priority]:
    """Values of enums, there and back."""
    return {"color": color, "priority": priority}


@app.get("/files/{file_path:path}")
def file_by_path(file_path: str) -> str:
    """A path within a path."""
    return file_path


# Parameters.


@app.get("/echo", responses={200: {"headers": {"X-Count": {"schema": {"type": "integer"}}}}})
def echo(
    response: Response,
    q: typing.Annotated[list[int], Query()],
    when: datetime.datetime,
    exact: decimal.Decimal = decimal.Decimal("1.50"),
    flag: bool | None = None,
    name: typing.Annotated[str | None, Query(alias="full-name", max_length=20)] = None,
    x_trace: typing.Annotated[uuid.UUID | None, Header()] = None,
    x_colors: typing.Annotated[list[Color] | None, Header()] = None,
    plain_header: typing.Annotated[int, Header(convert_underscores=False)] = 7,
    session: typing.Annotated[str | None, Cookie()] = None,
) -> dict[str, typing.Any]:
    """What arrived."""
    response.headers["X-Count"] = str(len(q))
    return {
        "q": q,
        "when": when.isoformat(),
        "exact": str(exact),
        "flag": flag,
        "name": name,
        "x_trace": x_trace and str(x_trace),
        "x_colors": x_colors,
        "plain_header": plain_header,
        "session": session,
    }


# Bodies.


@app.post("/orders", status_code=201)
def place_order(order: Order) -> Receipt:
    """Takes an order."""
    return Receipt(number=1, order=order, taken=START)


@app.post("/payments")
def pay(payments: list[Payment]) -> list[Payment]:
    """Takes payments, and says what they were."""
    return payments


@app.post("/pairs")
def pair(left: Size, right: Size, factor: typing.Annotated[float, Body(gt=0)] = 1) -> float:
    """How much wider one is than the other."""
    return (left.width - right.width) * factor


@app.post("/wrapped")
def wrapped(size: typing.Annotated[Size | None, Body(embed=True)] = None) -> Size | None:
    """A body within a body."""
    return size


@app.post("/anything")
def anything(value: typing.Any = Body()) -> typing.Any:
    """Whatever JSON there is."""
    return value


@app.post("/scores")
def scores(value: dict[str, list[float | None]]) -> dict[str, float]:
    """The sums of lists."""
    return {name: sum(each or 0 for each in numbers) for name, numbers in value.items()}


@app.post("/signup")
def signup(form: typing.Annotated[Signup, Form()]) -> Signup:
    """A form with one field per member."""
    return form


@app.post("/upload")
async def upload(
    file: UploadFile,
    caption: typing.Annotated[str, Form()],
    labels: typing.Annotated[list[str], Form()] = [],
    thumbnail: typing.Annotated[bytes | None, File()] = None,
) -> list[Stored]:
    """A file with a caption."""
    content = await file.read()
    stored = [Stored(name=file.filename, size=len(content), type=file.content_type, caption=caption, labels=labels)]
    if thumbnail is not None:
        stored.append(Stored(name=None, size=len(thumbnail), type=None))
    return stored


@app.post("/uploads")
async def uploads(files: list[UploadFile]) -> list[Stored]:
    """Several files."""
    return [Stored(name=file.filename, size=len(await file.read()), type=file.content_type) for file in files]


@app.post("/notify", status_code=202)
def notify(text: typing.Annotated[str, Body(embed=True, min_length=1)], tasks: BackgroundTasks) -> dict[str, bool]:
    """Notes something later."""
    tasks.add_task(notes.append, text)
    return {"accepted": True}


@app.get("/notes")
def all_notes() -> list[str]:
    """What was noted."""
    return notes


# Responses.


@app.get("/plain", response_class=PlainTextResponse)
def plain() -> str:
    """Text."""
    return "plain text, äöü"


@app.get(
    "/bytes",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def raw() -> StreamingResponse:
    """Bytes, in pieces."""
    return StreamingResponse((bytes([n]) * 1000 for n in range(256)), media_type="application/octet-stream")


@app.get("/nothing")
def nothing() -> None:
    """Null."""


@app.get("/maybe")
def maybe(there: bool) -> Article | Missing | None:
    """One of several things, or nothing."""
    return Missing(id="1", hint="look elsewhere") if there else None


@app.get("/ticks", response_class=EventSourceResponse)
async def ticks(count: int = 3) -> typing.AsyncIterable[Reading]:
    """Readings as server-sent events."""
    for at in range(count):
        yield Reading(at=at, degrees=at / 2 if at else None)


@app.get("/talk", response_class=EventSourceResponse)
async def talk() -> typing.AsyncIterable[ServerSentEvent]:
    """Events with names and ids."""
    yield ServerSentEvent(data={"n": 1}, event="first", id="a")
    yield ServerSentEvent(raw_data="two\nlines", retry=500)


@app.get("/lines")
async def lines(count: int = 3) -> typing.AsyncIterable[Reading]:
    """Readings as JSON lines."""
    for at in range(count):
        yield Reading(at=at, degrees=1.5)
        await asyncio.sleep(0)


@app.get("/old", deprecated=True)
def old() -> bool:
    """Still works."""
    return True


@app.get("/teapot", responses={418: {"description": "Short and stout."}})
def teapot() -> str:
    """Refuses."""
    raise HTTPException(status_code=418, detail="I'm a teapot")


@app.get("/broken")
def broken() -> str:
    """Fails in a way that no document has."""
    raise HTTPException(status_code=503, detail="later", headers={"Retry-After": "0"})


# Who is calling.

oauth2 = OAuth2PasswordBearer(tokenUrl="token", scopes={"read": "Reads.", "write": "Writes."})


@app.post("/token", tags=[Tag.PEOPLE])
def login(form: typing.Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    """Issues a token."""
    if (form.username, form.password) != ("ada", "secret & more"):
        raise HTTPException(status_code=400, detail="wrong password")
    return Token(access_token="ada:" + "+".join(form.scopes), token_type="bearer")


def user_of(scopes: SecurityScopes, token: typing.Annotated[str, Depends(oauth2)]) -> User:
    """The user of a token."""
    name, _, granted = token.partition(":")
    if name != "ada" or not set(scopes.scopes) <= set(granted.split("+")):
        raise HTTPException(status_code=401, detail="no such token", headers={"WWW-Authenticate": "Bearer"})
    return User(name=name, scopes=granted.split("+"))


@app.get("/me", tags=[Tag.PEOPLE])
def me(user: typing.Annotated[User, Security(user_of, scopes=["read"])]) -> User:
    """Whose token it is."""
    return user


@app.get("/basic", tags=[Tag.PEOPLE])
def basic(credentials: typing.Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]) -> User:
    """Name and password."""
    return User(name=f"{credentials.username}:{credentials.password}")


@app.get("/bearer", tags=[Tag.PEOPLE])
def bearer(token: typing.Annotated[typing.Any, Depends(HTTPBearer())]) -> User:
    """A token of any kind."""
    return User(name=token.credentials)


@app.get("/keys/header", tags=[Tag.PEOPLE])
def key_in_header(key: typing.Annotated[str, Depends(APIKeyHeader(name="X-Key"))]) -> User:
    """A key in a header."""
    return User(name=key)


@app.get("/keys/query", tags=[Tag.PEOPLE])
def key_in_query(key: typing.Annotated[str, Depends(APIKeyQuery(name="key"))]) -> User:
    """A key in the query string."""
    return User(name=key)


@app.get("/keys/cookie", tags=[Tag.PEOPLE])
def key_in_cookie(key: typing.Annotated[str, Depends(APIKeyCookie(name="key"))]) -> User:
    """A key in a cookie."""
    return User(name=key)


def main() -> None:
    """Serves the shop until the standard input closes."""
    if sys.argv[1:] == ["document"]:
        print(json.dumps(app.openapi(), indent=2, ensure_ascii=False))
        return
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))

    def stop_with_input() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=stop_with_input, daemon=True).start()
    server.run(sockets=[listener])


if __name__ == "__main__":
    main()
